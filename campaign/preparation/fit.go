package preparation

import (
	"errors"
	"regexp"
	"strings"

	"github.com/xianfeng-oss/xianfeng/playbook"
)

// fitted parses the playbook with the choices in it.
func fitted(p Preparation) (*playbook.Playbook, []playbook.Problem, error) {
	return playbook.Parse(p.Template, fit(p))
}

// mistakes returns the problems of a text that cannot be launched as it is.
func mistakes(err error) ([]playbook.Problem, bool) {
	if bad, ok := errors.AsType[*playbook.Problems](err); ok {
		return bad.List, true
	}
	return nil, false
}

var starts = regexp.MustCompile(`(?m)^start:`)

// movable reports whether the dates of a playbook follow a start.
func movable(source string) bool { return starts.MatchString(source) }

// fit writes the choices into the text of the playbook.
func fit(p Preparation) []byte {
	text, c := p.Source, p.Choices
	if c.Title != "" {
		text = set(text, "", "title", quoted(c.Title))
	}
	if !c.Start.IsZero() && movable(text) {
		text = set(text, "", "start", c.Start.String())
	}
	if c.Number != "" {
		text = set(text, "document", "number", quoted(c.Number))
	}
	if !c.Issued.IsZero() {
		text = set(text, "document", "issued", c.Issued.String())
	}
	if c.Categories != nil {
		names := make([]string, len(c.Categories))
		for i, cat := range c.Categories {
			names[i] = string(cat)
		}
		text = set(text, "audience", "categories", "["+strings.Join(names, ", ")+"]")
	}
	return []byte(text)
}

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// set writes a scalar at a key of the top, or of a section of it.
func set(text, section, key, value string) string {
	lines, inside := strings.Split(text, "\n"), section == ""
	indent := map[bool]string{true: "", false: "  "}[section == ""]
	for i, line := range lines {
		switch {
		case section != "" && strings.HasPrefix(line, section+":"):
			inside = true
		case section != "" && line != "" && line[0] != ' ' && line[0] != '#':
			inside = false
		case inside && strings.HasPrefix(line, indent+key+":"):
			lines[i] = indent + key + ": " + value
			return strings.Join(lines, "\n")
		}
	}
	return text
}
