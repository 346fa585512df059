package source

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Severity says whether a problem stops the playbook.
type Severity string

// The severities. A playbook with an error cannot be launched; a warning is
// shown and may be what the plan wants.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
)

// Problem is one mistake in a playbook and where it is.
type Problem struct {
	Code     string // stable name of the kind of mistake: «unknown_key»
	Severity Severity
	File     string
	Line     int    // from 1
	Column   int    // from 1, in characters
	Path     string // the way there in keys: «obligations › monthly-report › due»
	Found    string
	Allowed  []string // what may stand there, if that is a short list
	Nearest  string   // the allowed word most like Found, or ""
	Chinese  string
	English  string
	Source   string // the line with a caret under the place
}

// Text returns the message in the language «en», or else in Chinese, with the
// allowed words and the nearest one.
func (p Problem) Text(language string) string {
	if language == "en" {
		return p.English + wrap(". Allowed: ", strings.Join(p.Allowed, ", "), "") +
			wrap(". Did you mean ", p.Nearest, "?")
	}
	return p.Chinese + wrap("。可用：", strings.Join(p.Allowed, "、"), "") +
		wrap("。是不是 ", p.Nearest, "？")
}

// wrap puts text between two marks, and nothing around nothing.
func wrap(lead, text, end string) string {
	if text == "" {
		return ""
	}
	return lead + text + end
}

// String prints the problem as «file:line:column: severity: text», its path and
// the annotated line, in Chinese and in English.
func (p Problem) String() string {
	return fmt.Sprintf("%s:%d:%d: %s: %s\n  %s%s\n%s", p.File, p.Line, p.Column, p.Severity,
		p.Text("zh-CN"), wrap("", p.Path, ": "), p.Text("en"), p.Source)
}

// Problems is every error of a playbook, in the order of its lines.
type Problems struct{ List []Problem }

// Error prints all problems, one after the other.
func (p *Problems) Error() string {
	all := make([]string, len(p.List))
	for i, one := range p.List {
		all[i] = one.String()
	}
	return strings.Join(all, "\n")
}

func sortProblems(list []Problem) {
	slices.SortStableFunc(list, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}

// annotate prints a line with its number and a caret under the column. A
// Chinese character is two columns wide on the screen.
func annotate(lines []string, line, column int) string {
	if line < 1 || line > len(lines) {
		return ""
	}
	text := []rune(strings.TrimRight(lines[line-1], "\r"))
	at := min(max(column-1, 0), len(text))
	from := max(0, at-60)
	until := min(len(text), at+60)
	lead := fmt.Sprintf("%5d | ", line)
	var blank strings.Builder
	for _, r := range text[from:at] {
		blank.WriteString("  "[:Width(r)])
	}
	return lead + string(text[from:until]) + "\n" + strings.Repeat(" ", len(lead)) + blank.String() + "^"
}

// Width returns how many columns a character takes on the screen: Chinese two.
func Width(r rune) int {
	if r >= 0x2e80 {
		return 2
	}
	return 1
}

// nearest returns the word most like the given one, or "" if none is close.
func nearest(word string, among []string) string {
	best, least := "", max(2, len([]rune(word))/3)+1
	for _, candidate := range among {
		if d := distance([]rune(strings.ToLower(word)), []rune(strings.ToLower(candidate))); d < least {
			best, least = candidate, d
		}
	}
	return best
}

// distance counts the insertions, deletions, replacements and swaps of
// neighbours that turn a into b.
func distance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			step := 1
			if a[i] == b[j] {
				step = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+step)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
