package blob

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
)

// Type is a type of file that is accepted.
type Type string

// The types that are accepted: those the offices' papers come in.
const (
	PDF  Type = "pdf"
	DOCX Type = "docx"
	DOC  Type = "doc"
	XLSX Type = "xlsx"
	XLS  Type = "xls"
	JPG  Type = "jpg"
	PNG  Type = "png"
)

// types says, for each, its media type and how its content is known.
var types = map[Type]struct {
	media string
	is    func(content io.ReaderAt, size int64) bool
}{
	PDF:  {"application/pdf", isPDF},
	DOCX: {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", isZipOf("word/document.xml", "word/vbaProject.bin")},
	DOC:  {"application/msword", isOLEOf("WordDocument")},
	XLSX: {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", isZipOf("xl/workbook.xml", "xl/vbaProject.bin")},
	XLS:  {"application/vnd.ms-excel", isOLEOf("Workbook", "Book")},
	JPG:  {"image/jpeg", begins("\xff\xd8\xff")},
	PNG:  {"image/png", begins("\x89PNG\r\n\x1a\n")},
}

// Media returns the media type a download is sent with.
func (t Type) Media() string { return types[t].media }

// typeOf returns the type a name claims, by its extension.
func typeOf(name string) (Type, error) {
	t := Type(strings.ToLower(strings.TrimPrefix(path.Ext(name), ".")))
	if t == "jpeg" {
		t = JPG
	}
	if _, ok := types[t]; !ok {
		return "", fault.New(fault.Invalid, "attachment.type", name)
	}
	return t, nil
}

// Detect returns the type of a file by its name, once its content says the
// same. Otherwise it returns an Invalid fault, «attachment.type» or
// «attachment.content».
func Detect(name string, content io.ReaderAt, size int64) (Type, error) {
	t, err := typeOf(name)
	if err != nil {
		return "", err
	}
	if !types[t].is(content, size) {
		return "", fault.New(fault.Invalid, "attachment.content", name)
	}
	return t, nil
}

// head returns the first n bytes of a file, or all there are.
func head(content io.ReaderAt, n int) []byte {
	b := make([]byte, n)
	got, err := content.ReadAt(b, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil
	}
	return b[:got]
}

func begins(magic string) func(io.ReaderAt, int64) bool {
	return func(content io.ReaderAt, _ int64) bool { return string(head(content, len(magic))) == magic }
}

// isPDF looks for the mark in the first kilobyte, where ISO 32000 readers
// accept it: scanners like to write before it.
func isPDF(content io.ReaderAt, _ int64) bool {
	return bytes.Contains(head(content, 1024), []byte("%PDF-"))
}

// Bounds of what an Office file may unfold to when somebody opens it.
const (
	maxEntries  = 5000
	maxUnfolded = 512 << 20 // bytes
)

// isZipOf knows an Office Open XML file by its main part. One with macros has
// another extension, so under this one it is not what its name says.
func isZipOf(part, macros string) func(io.ReaderAt, int64) bool {
	return func(content io.ReaderAt, size int64) bool {
		if !begins("PK\x03\x04")(content, size) {
			return false
		}
		z, err := zip.NewReader(content, size)
		if err != nil || len(z.File) > maxEntries {
			return false
		}
		var types, main bool
		var unfolded uint64
		for _, f := range z.File {
			types = types || f.Name == "[Content_Types].xml"
			main = main || f.Name == part
			if unfolded += min(f.UncompressedSize64, maxUnfolded+1); f.Name == macros || unfolded > maxUnfolded {
				return false
			}
		}
		return types && main
	}
}
