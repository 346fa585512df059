package word

import (
	"strconv"
	"strings"
)

// style is a paragraph style of Word.
type style struct {
	name    string // in lower case: «heading 1», «title»
	basedOn string
	numID   string // "" if the style has no numbers, "0" if it takes them away
	level   int    // -1 if it names none
	outline int    // from 1; 0 for none
	centred bool
}

// styles are the styles of a file by their ids.
type styles map[string]*style

// styles reads word/styles.xml, which may be absent.
func (c *container) styles(folder string) (styles, error) {
	all := styles{}
	text, err := c.part(folder + "/styles.xml")
	if err != nil || text == nil {
		return all, err
	}
	p := newPart(folder+"/styles.xml", text)
	if _, err := p.root(); err != nil {
		return nil, err
	}
	return all, p.children(func(e element) error {
		if e.name != "style" || e.attr("type") != "paragraph" && e.attr("type") != "" {
			return p.pass()
		}
		s := &style{level: -1}
		all[e.attr("styleId")] = s
		return p.style(s)
	})
}

func (p *part) style(s *style) error {
	return p.children(func(e element) error {
		switch e.name {
		case "name":
			s.name = strings.ToLower(e.attr("val"))
		case "basedOn":
			s.basedOn = e.attr("val")
		case "pPr":
			return p.children(func(e element) error {
				switch e.name {
				case "numPr":
					return p.numPr(&s.numID, &s.level)
				case "outlineLvl":
					s.outline = outlineOf(e)
				case "jc":
					s.centred = e.attr("val") == "center"
				}
				return p.pass()
			})
		}
		return p.pass()
	})
}

// numPr reads which list a paragraph belongs to, and on which level.
func (p *part) numPr(numID *string, level *int) error {
	return p.children(func(e element) error {
		switch e.name {
		case "numId":
			*numID = e.attr("val")
		case "ilvl":
			*level, _ = strconv.Atoi(e.attr("val"))
		}
		return p.pass()
	})
}

// outlineOf returns the heading level of outlineLvl, from 1; 9 is running text.
func outlineOf(e element) int {
	n, err := strconv.Atoi(e.attr("val"))
	if err != nil || n < 0 || n > 8 {
		return 0
	}
	return n + 1
}

// find returns a style by its id, or else by its name.
func (st styles) find(id string) *style {
	if s, ok := st[id]; ok {
		return s
	}
	low := strings.ToLower(id)
	for _, s := range st {
		if s.name == low || strings.ReplaceAll(s.name, " ", "") == low {
			return s
		}
	}
	return nil
}

// chain calls visit for a style and those it is based on, until it returns false.
func (st styles) chain(id string, visit func(id string, s *style) bool) {
	const longest = 16 // styles that are based on each other in a ring end too
	for range longest {
		s := st.find(id)
		if s == nil || !visit(id, s) {
			return
		}
		id = s.basedOn
	}
}

// resolve fills in what a paragraph has from its style.
func (st styles) resolve(p *draft) {
	st.chain(p.style, func(id string, s *style) bool {
		if p.name == "" {
			p.name = s.name
		}
		if p.outline == 0 {
			p.outline = s.outline
		}
		if p.outline == 0 {
			p.outline = headingLevel(s.name)
		}
		p.centred = p.centred || s.centred
		if p.numID == "" && s.numID != "" {
			p.numID, p.numStyle = s.numID, id
			if p.level < 0 {
				p.level = s.level
			}
		}
		return true
	})
}

// headingLevel reads the level from the name of a heading style, in the
// languages Word writes it in; 0 for any other style.
func headingLevel(name string) int {
	for _, prefix := range []string{"heading ", "标题 "} {
		if n, err := strconv.Atoi(strings.TrimPrefix(name, prefix)); err == nil && strings.HasPrefix(name, prefix) && n >= 1 && n <= 9 {
			return n
		}
	}
	return 0
}
