package edit

import (
	"regexp"
	"strings"
	"unicode"
)

// plainWord is what needs no quotes anywhere: it begins with a letter, a digit
// or a Chinese sign and has nothing that YAML reads as a mark.
var plainWord = regexp.MustCompile(`^[\p{L}\p{N}“《（〔.][^\x00-\x1f\x7f#:'"\[\]{},&*!|>%@` + "`" + `]*$`)

// plainTime is a day with a time of day: its colon is no mark outside of {…}.
var plainTime = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N} .-]*\d:\d\d$`)

// scalar writes a text so that it is read back as it is. quote is what the text
// it replaces was quoted with.
func scalar(text string, flow bool, quote byte) string {
	bare := plainWord.MatchString(text) || !flow && plainTime.MatchString(text)
	switch word := strings.ToLower(text); {
	case strings.ContainsFunc(text, unicode.IsControl):
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`, "\r", `\r`).Replace(text) + `"`
	case quote == '"' && !strings.ContainsAny(text, `"\`):
		return `"` + text + `"`
	case quote == 0 && bare && strings.TrimSpace(text) == text && word != "null" && word != "nan" && !strings.HasPrefix(word, ".i"):
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", "''") + "'"
}

// flowList writes «[a, b]».
func flowList(items []string) string {
	all := make([]string, len(items))
	for i, item := range items {
		all[i] = scalar(item, true, 0)
	}
	return "[" + strings.Join(all, ", ") + "]"
}
