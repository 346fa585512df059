package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/fault"
)

// MaxFile is how large a workbook may be that is read, in bytes.
const MaxFile = 4 << 20

// Bounds of what a file may unfold to.
const (
	maxUnzipped = 48 << 20
	maxCells    = 400_000 // also those that lie empty before one that is used
	maxRow      = 5_000
	maxColumn   = 1_000
)

// open opens a foreign file. What is no workbook, or would unfold to more than
// a person fills in, is refused before it does.
func open(file []byte) (f *excelize.File, err error) {
	if len(file) > MaxFile {
		return nil, fault.New(fault.TooLarge, "sheet.too_large", MaxFile>>20)
	}
	defer func() {
		if cause := recover(); cause != nil { // the file is foreign: what it breaks is its own fault
			f, err = nil, fault.Wrap(fmt.Errorf("panic: %v", cause), fault.Invalid, "sheet.not_workbook")
		}
	}()
	switch err := bounded(file); {
	case errors.Is(err, errTooMuch):
		return nil, fault.Wrap(err, fault.Invalid, "sheet.too_much")
	case err != nil:
		return nil, fault.Wrap(err, fault.Invalid, "sheet.not_workbook")
	}
	f, err = excelize.OpenReader(bytes.NewReader(file), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped,
	})
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "sheet.not_workbook")
	}
	return f, nil
}

var errTooMuch = errors.New("sheet: the file unfolds to too much")

// bounded reads through the sheets of a file without keeping them. The library
// fills in every cell before a used one, so that a few bytes can ask for
// gigabytes.
func bounded(file []byte) error {
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return err
	}
	left := int64(maxUnzipped)
	cells := 0
	for _, part := range archive.File {
		in, err := part.Open()
		if err != nil {
			return err
		}
		limited := &io.LimitedReader{R: in, N: left + 1}
		if name := strings.ToLower(part.Name); strings.Contains(name, "worksheets/") && strings.HasSuffix(name, ".xml") {
			err = count(limited, &cells)
		}
		if err == nil {
			_, err = io.Copy(io.Discard, limited)
		}
		in.Close()
		left = limited.N - 1
		switch {
		case left < 0:
			return errTooMuch
		case err != nil:
			return err
		}
	}
	return nil
}

// count adds up the cells of a sheet as the library holds them.
func count(in io.Reader, cells *int) error {
	words := xml.NewDecoder(in)
	row, wide := 0, 0
	for {
		token, err := words.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		el, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch el.Name.Local {
		case "row":
			*cells += wide
			row, wide = row+1, 0
			if n, err := strconv.Atoi(attribute(el, "r")); err == nil {
				row = n
			}
		case "c":
			wide++
			if at := attribute(el, "r"); at != "" {
				column, _, err := excelize.CellNameToCoordinates(at)
				if err != nil {
					return err
				}
				wide = max(wide, column)
			}
		}
		if row > maxRow || row < 0 || wide > maxColumn || *cells+wide > maxCells {
			return errTooMuch
		}
	}
}

func attribute(el xml.StartElement, name string) string {
	for _, a := range el.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
