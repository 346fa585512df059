package docx

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/document"
)

// GB/T 9704-2012: 22 lines of 28 characters fill 156 mm × 225 mm on A4.
func TestGBHoldsTwentyTwoLinesOfTwentyEight(t *testing.T) {
	t.Parallel()
	l := GB()
	if h := twips(pageHeight - l.Top - l.Bottom); 22*l.line() > h || 23*l.line() <= h {
		t.Errorf("%d twips hold no 22 lines of %d", h, l.line())
	}
	if w := l.width(); 28*l.char() > w || 29*l.char() <= w {
		t.Errorf("%d twips hold no 28 characters of %d", w, l.char())
	}
}

// A house has rules of its own: 2.8 cm and 2.7 cm around, 33 points from line
// to line.
func TestHouseRules(t *testing.T) {
	t.Parallel()
	house := GB()
	house.Top, house.Bottom, house.Left, house.Right, house.Pitch = 28, 28, 27, 27, 33
	_, parts := written(t, noticeSample(), house)
	for part, want := range map[string][]string{
		"word/document.xml": {`w:top="1587"`, `w:bottom="1587"`, `w:left="1531"`, `w:right="1531"`, `w:type="lines" w:linePitch="660"`},
		"word/styles.xml":   {`w:line="660" w:lineRule="exact"`},
	} {
		for _, w := range want {
			if !strings.Contains(parts[part], w) {
				t.Errorf("%s has no %s", part, w)
			}
		}
	}
}

func TestMarkFitsItsLine(t *testing.T) {
	t.Parallel()
	size := regexp.MustCompile(`w:val="Mark"/>.*?<w:sz w:val="(\d+)"/>`)
	for _, n := range []int{4, 9, 14, 20} {
		for _, d := range []document.Document{noticeSample(), bulletinSample(0)} {
			d.Head.Name = strings.Repeat("字", n)
			_, parts := written(t, d, GB())
			got, _ := strconv.Atoi(size.FindStringSubmatch(parts["word/document.xml"])[1])
			if got*10*n > GB().width() || got < size2 {
				t.Errorf("%d characters are set in %d half points", n, got)
			}
		}
	}
}

// What stands at the two ends of a line stays in it.
func TestLongMakersAreSetSmaller(t *testing.T) {
	t.Parallel()
	d := bulletinSample(0)
	d.Head.Maker = strings.Repeat("办", 24)
	_, parts := written(t, d, GB())
	if want := `<w:sz w:val="27"/><w:szCs w:val="27"/></w:rPr><w:t xml:space="preserve">` + d.Head.Maker; !strings.Contains(parts["word/document.xml"], want) {
		t.Errorf("no %s", want)
	}
}

// order is how the schema wants the children of an element to follow each
// other; Word refuses a file that does otherwise.
var order = map[string][]string{
	"pPr": {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "pBdr", "tabs", "overflowPunct", "autoSpaceDE", "autoSpaceDN",
		"adjustRightInd", "snapToGrid", "spacing", "ind", "jc", "outlineLvl", "rPr", "sectPr"},
	"rPr":    {"rStyle", "rFonts", "b", "color", "spacing", "kern", "sz", "szCs", "lang"},
	"tblPr":  {"tblStyle", "tblpPr", "tblOverlap", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar"},
	"tcPr":   {"tcW", "gridSpan", "vMerge", "tcBorders", "vAlign"},
	"sectPr": {"footerReference", "pgSz", "pgMar", "docGrid"},
	"style":  {"name", "basedOn", "next", "semiHidden", "qFormat", "pPr", "rPr", "tblPr"},
	"font":   {"altName", "charset", "family", "pitch"},
	"tbl":    {"tblPr", "tblGrid", "tr"},
	"tr":     {"trPr", "tc"},
	"tc":     {"tcPr", "p"},
	"p":      {"pPr", "r"},
}

func TestElementsFollowTheSchema(t *testing.T) {
	t.Parallel()
	for _, d := range []document.Document{noticeSample(), bulletinSample(8)} {
		_, parts := written(t, d, GB())
		for name, text := range parts {
			inOrder(t, name, text)
		}
	}
}

func inOrder(t *testing.T, name, text string) {
	t.Helper()
	type open struct {
		name string
		at   int
	}
	var stack []open
	for x := xml.NewDecoder(strings.NewReader(text)); ; {
		token, err := x.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		switch e := token.(type) {
		case xml.StartElement:
			if n := len(stack); n > 0 && order[stack[n-1].name] != nil {
				above := &stack[n-1]
				at := slices.Index(order[above.name], e.Name.Local)
				if at < above.at {
					t.Errorf("%s: %s stands in %s where it may not", name, e.Name.Local, above.name)
				}
				above.at = at
			}
			stack = append(stack, open{name: e.Name.Local})
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		}
	}
}

func TestStylesThatAreUsedAreThere(t *testing.T) {
	t.Parallel()
	used := regexp.MustCompile(`<w:(?:pStyle|rStyle|tblStyle|basedOn|next) w:val="(\w+)"/>`)
	for _, d := range []document.Document{noticeSample(), bulletinSample(8)} {
		_, parts := written(t, d, GB())
		for name, text := range parts {
			for _, m := range used.FindAllStringSubmatch(text, -1) {
				if !strings.Contains(parts["word/styles.xml"], `w:styleId="`+m[1]+`"`) {
					t.Errorf("%s uses the style %s, which is none", name, m[1])
				}
			}
		}
	}
}

func TestTableKeepsItsHeadsAndRows(t *testing.T) {
	t.Parallel()
	_, parts := written(t, bulletinSample(30), GB())
	text := parts["word/document.xml"]
	if rows, whole := strings.Count(text, "<w:tr>"), strings.Count(text, "<w:cantSplit/>"); rows != whole || rows < 30 {
		t.Errorf("%d of %d rows are kept whole", whole, rows)
	}
	if n := strings.Count(text, "<w:tblHeader/>"); n != 2 {
		t.Errorf("%d rows of heads are repeated", n)
	}
	grid := regexp.MustCompile(`<w:gridCol w:w="(\d+)"/>`).FindAllStringSubmatch(text, 5)
	sum := 0
	for _, m := range grid {
		w, _ := strconv.Atoi(m[1])
		sum += w
	}
	if sum != GB().width() {
		t.Errorf("the columns are %d twips wide, the text %d", sum, GB().width())
	}
}

func TestRaggedTables(t *testing.T) {
	t.Parallel()
	for name, table := range map[string]*document.Table{
		"no columns": {},
		"no rows":    {Columns: []document.Column{{Title: "单位"}}},
		"long rows":  {Columns: []document.Column{{Title: "单位"}}, Rows: []document.Row{{Cells: []document.Cell{document.Text("甲"), document.Text("乙")}}, {}}},
		"wide group": {Columns: []document.Column{{Title: "单位"}}, Groups: []document.Group{{Title: "组", Span: 9}, {Span: 2}}},
	} {
		_, parts := written(t, document.Document{Blocks: []document.Block{{Table: table}}}, GB())
		text := parts["word/document.xml"]
		wellFormed(t, name, text)
		if !strings.Contains(text, "<w:tc>") {
			t.Errorf("%s: no cell", name)
		}
	}
}

// watched notes how much memory is held whenever something is written.
type watched struct {
	n    int
	most uint64
}

func (w *watched) Write(b []byte) (int, error) {
	if w.n++; w.n%8 == 0 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		w.most = max(w.most, m.HeapAlloc)
	}
	return len(b), nil
}

// A table of every unit of a province is written row by row. The test runs
// alone, so that nobody else's memory is counted.
func TestLongTableIsNotHeldInMemory(t *testing.T) {
	d := bulletinSample(3000)
	var before runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	w := &watched{}
	if err := Write(w, d, GB()); err != nil {
		t.Fatal(err)
	}
	const bound = 4 << 20
	if w.most == 0 || w.most > before.HeapAlloc+bound {
		t.Errorf("3,000 rows are written with %d kB held, at most %d", (int64(w.most)-int64(before.HeapAlloc))>>10, bound>>10)
	}
	runtime.KeepAlive(d)
}
