package sheet

import "github.com/xuri/excelize/v2"

// The colours of a sheet. A cell marked as wrong is told by its colour when the
// file comes back.
const (
	headColour  = "DDE6F0" // heads of columns and rows
	inputColour = "FFFBE6" // where something is filled in
	wrongColour = "FFC7CE" // what is wrong
	lineColour  = "A6A6A6"
)

func fill(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

func border() []excelize.Border {
	var out []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		out = append(out, excelize.Border{Type: side, Color: lineColour, Style: 1})
	}
	return out
}

// look is how a cell of a workbook looks; each has one style in the file.
type look struct {
	bold, grey, centred, wrap, border bool
	open                              bool // may be typed into
	size                              float64
	colour, format                    string
}

// style returns the style of a look.
func (m *maker) style(l look) (int, error) {
	if id, ok := m.styles[l]; ok {
		return id, nil
	}
	s := &excelize.Style{
		Font:       &excelize.Font{Bold: l.bold, Size: max(l.size, 11), Family: "宋体"},
		Alignment:  &excelize.Alignment{Vertical: "center", WrapText: l.wrap},
		Protection: &excelize.Protection{Locked: !l.open},
	}
	if l.grey {
		s.Font.Color = "595959"
	}
	if l.centred {
		s.Alignment.Horizontal = "center"
	}
	if l.border {
		s.Border = border()
	}
	if l.colour != "" {
		s.Fill = fill(l.colour)
	}
	if l.format != "" {
		s.CustomNumFmt = &l.format
	}
	id, err := m.file.NewStyle(s)
	m.styles[l] = id
	return id, err
}
