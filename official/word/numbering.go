package word

import (
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/official/numeral"
)

// level is how Word numbers the paragraphs of one level of a list.
type level struct {
	start   int
	format  string // decimal, chineseCounting …
	text    string // «第%1条», «%1.%2»
	style   string // the style that this level numbers
	legal   bool   // all its numbers in Arabic digits
	restart bool   // begins anew after a paragraph of a higher level
}

// levels are the nine levels of a list.
type wordLevels [9]level

// list is one use of a definition: a w:num with what it overrides.
type list struct {
	abstract  string
	overrides map[int]level
	starts    map[int]int
}

// numbering counts the automatic numbers of a file.
type numbering struct {
	abstracts map[string]*wordLevels
	byStyle   map[string]string // style of a list to the definition it stands for
	linked    map[string]string // definition to the list style it takes its levels from
	lists     map[string]*list
	counts    map[string]*[9]int // by definition; 0 before the first
	used      map[string]bool    // lists whose start numbers were set
}

// numbering reads word/numbering.xml, which may be absent.
func (c *container) numbering(folder string) (*numbering, error) {
	n := &numbering{map[string]*wordLevels{}, map[string]string{}, map[string]string{}, map[string]*list{}, map[string]*[9]int{}, map[string]bool{}}
	text, err := c.part(folder + "/numbering.xml")
	if err != nil || text == nil {
		return n, err
	}
	p := newPart(folder+"/numbering.xml", text)
	if _, err := p.root(); err != nil {
		return nil, err
	}
	return n, p.children(func(e element) error {
		switch e.name {
		case "abstractNum":
			return n.abstract(p, e.attr("abstractNumId"))
		case "num":
			return n.list(p, e.attr("numId"))
		}
		return p.pass()
	})
}

func (n *numbering) abstract(p *part, id string) error {
	a := &wordLevels{}
	for i := range a {
		a[i] = level{start: 1, format: "decimal", restart: true}
	}
	n.abstracts[id] = a
	return p.children(func(e element) error {
		switch e.name {
		case "styleLink":
			n.byStyle[e.attr("val")] = id
		case "numStyleLink":
			n.linked[id] = e.attr("val")
		case "lvl":
			if i, ok := levelIndex(e); ok {
				return p.level(&a[i])
			}
		}
		return p.pass()
	})
}

func levelIndex(e element) (int, bool) {
	i, err := strconv.Atoi(e.attr("ilvl"))
	return i, err == nil && i >= 0 && i < len(wordLevels{})
}

func (p *part) level(l *level) error {
	return p.children(func(e element) error {
		switch e.name {
		case "start":
			l.start = startOf(e)
		case "numFmt":
			l.format = e.attr("val")
		case "lvlText":
			l.text = e.attr("val")
		case "pStyle":
			l.style = e.attr("val")
		case "isLgl":
			l.legal = e.on()
		case "lvlRestart":
			l.restart = e.attr("val") != "0"
		}
		return p.pass()
	})
}

// startOf reads a number to begin with; absurd ones become 1.
func startOf(e element) int {
	n, err := strconv.Atoi(e.attr("val"))
	if err != nil || n < 0 || n > 9999 {
		return 1
	}
	return n
}

func (n *numbering) list(p *part, id string) error {
	l := &list{overrides: map[int]level{}, starts: map[int]int{}}
	n.lists[id] = l
	return p.children(func(e element) error {
		i, ok := levelIndex(e)
		switch {
		case e.name == "abstractNumId":
			l.abstract = e.attr("val")
		case e.name == "lvlOverride" && ok:
			return p.children(func(e element) error {
				switch e.name {
				case "startOverride":
					l.starts[i] = startOf(e)
				case "lvl":
					own := level{start: 1, format: "decimal", restart: true}
					err := p.level(&own)
					l.overrides[i] = own
					return err
				}
				return p.pass()
			})
		}
		return p.pass()
	})
}

// next counts a paragraph of a list and returns its number as Word writes it,
// "" for a bullet or a list that is not there. A level below 0 is that of the
// style.
func (n *numbering) next(id string, at int, styleID string) string {
	l, ok := n.lists[id]
	if !ok {
		return ""
	}
	definition := l.abstract
	if to, linked := n.byStyle[n.linked[definition]]; linked {
		definition = to
	}
	levels := n.abstracts[definition]
	if levels == nil {
		return ""
	}
	all := *levels
	for i, own := range l.overrides {
		all[i] = own
	}
	if at < 0 {
		at = max(0, levelOfStyle(&all, styleID))
	}
	if at >= len(all) {
		return ""
	}
	n.count(id, definition, l, &all, at)
	return n.write(definition, &all, at)
}

func levelOfStyle(all *wordLevels, styleID string) int {
	for i := range all {
		if styleID != "" && all[i].style == styleID {
			return i
		}
	}
	return -1
}

// count moves the counters of a definition, which all its lists share.
func (n *numbering) count(id, definition string, l *list, all *wordLevels, at int) {
	counts := n.counts[definition]
	if counts == nil {
		counts = &[9]int{-1, -1, -1, -1, -1, -1, -1, -1, -1}
		n.counts[definition] = counts
	}
	if !n.used[id] {
		n.used[id] = true
		for i := range l.starts {
			counts[i] = -1
		}
	}
	for i := range at {
		if counts[i] < 0 {
			counts[i] = l.startAt(all, i)
		}
	}
	if counts[at] < 0 {
		counts[at] = l.startAt(all, at)
	} else {
		counts[at]++
	}
	for i := at + 1; i < len(counts); i++ {
		if all[i].restart {
			counts[i] = -1
		}
	}
}

func (l *list) startAt(all *wordLevels, i int) int {
	if n, ok := l.starts[i]; ok {
		return n
	}
	return all[i].start
}

// write puts the numbers into the text of the level.
func (n *numbering) write(definition string, all *wordLevels, at int) string {
	if all[at].format == "bullet" || all[at].format == "none" {
		return ""
	}
	text := all[at].text
	for i := range at + 1 {
		place := "%" + strconv.Itoa(i+1)
		if !strings.Contains(text, place) {
			continue
		}
		format := all[i].format
		if all[at].legal {
			format = "decimal"
		}
		text = strings.ReplaceAll(text, place, written(format, n.counts[definition][i]))
	}
	return text
}

// written writes a number in a format of Word.
func written(format string, n int) string {
	switch format {
	case "none":
		return ""
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "upperRoman":
		return numeral.Roman(n)
	case "lowerRoman":
		return strings.ToLower(numeral.Roman(n))
	case "upperLetter":
		return strings.ToUpper(numeral.Letters(n))
	case "lowerLetter":
		return numeral.Letters(n)
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand",
		"koreanCounting", "japaneseDigitalTenThousand":
		return numeral.Chinese(n)
	case "ideographDigital", "taiwaneseDigital":
		return numeral.Digitwise(n)
	case "chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal":
		return strings.NewReplacer("一", "壹", "二", "贰", "三", "叁", "四", "肆", "五", "伍", "六", "陆", "七", "柒", "八", "捌", "九", "玖", "十", "拾").Replace(numeral.Chinese(n))
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return numeral.Circled(n)
	case "decimalEnclosedParen":
		return "(" + strconv.Itoa(n) + ")"
	case "decimalEnclosedFullstop":
		return strconv.Itoa(n) + "."
	case "ideographParenthesized", "ideographEnclosedCircle":
		return "（" + numeral.Chinese(n) + "）"
	case "ideographTraditional":
		return numeral.Stem("甲乙丙丁戊己庚辛壬癸", n)
	case "ideographZodiac":
		return numeral.Stem("子丑寅卯辰巳午未申酉戌亥", n)
	}
	return strconv.Itoa(n)
}
