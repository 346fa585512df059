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
