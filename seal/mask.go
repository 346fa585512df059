package seal

import "strings"

// Phone masks a phone number, «138****5678». What is too short to keep both
// ends is masked whole.
func Phone(s string) string { return mask(s, 3, 4) }

// Name masks a personal name but for its first character, «张*»; a name in
// letters keeps its first letter.
func Name(s string) string {
	r := []rune(strings.TrimSpace(s))
	if len(r) == 0 {
		return ""
	}
	return string(r[:1]) + strings.Repeat("*", max(1, min(len(r)-1, 3)))
}

// IDNumber masks a resident identity number, «4115**********1234».
func IDNumber(s string) string { return mask(s, 4, 4) }

func mask(s string, head, tail int) string {
	r := []rune(s)
	hidden := len(r) - head - tail
	if hidden < 4 {
		return strings.Repeat("*", len(r))
	}
	return string(r[:head]) + strings.Repeat("*", hidden) + string(r[len(r)-tail:])
}
