package blob_test

import (
	"bytes"
	"testing"

	"github.com/xianfeng-oss/xianfeng/blob"
	"github.com/xianfeng-oss/xianfeng/fault"
)

func TestDetect(t *testing.T) {
	t.Parallel()
	docx := zipped(t, "[Content_Types].xml", "word/document.xml")
	xlsx := zipped(t, "[Content_Types].xml", "xl/workbook.xml")
	doc := compound("a", "b", "c", "d", "e", "WordDocument")
	for _, tt := range []struct {
		what, name string
		content    []byte
		want       blob.Type // "" where it is refused
	}{
		{"pdf", "a.pdf", []byte(pdf), blob.PDF},
		{"pdf of a scanner", "a.pdf", []byte("scanned\r\n" + pdf), blob.PDF},
		{"pdf far behind", "a.pdf", append(make([]byte, 2000), pdf...), ""},
		{"png", "a.png", []byte(png), blob.PNG},
		{"jpg", "a.JPEG", []byte("\xff\xd8\xff\xe0"), blob.JPG},
		{"docx", "a.docx", docx, blob.DOCX},
		{"xlsx", "a.xlsx", xlsx, blob.XLSX},
		{"xlsx named docx", "a.docx", xlsx, ""},
		{"any zip", "a.docx", zipped(t, "a.txt"), ""},
		{"half a docx", "a.docx", docx[:len(docx)/2], ""},
		{"docx with macros", "a.docx", zipped(t, "[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), ""},
		{"zip bomb", "a.docx", bomb(t), ""},
		{"zip behind a program", "a.docx", append([]byte("MZ"), docx...), ""},
		{"doc", "a.doc", doc, blob.DOC},
		{"xls", "a.xls", compound("Workbook"), blob.XLS},
		{"old xls", "a.xls", compound("Book"), blob.XLS},
		{"doc named xls", "a.xls", doc, ""},
		{"docx named doc", "a.doc", docx, ""},
		{"half a doc", "a.doc", doc[:600], ""},
		{"doc that follows itself", "a.doc", loop(), ""},
		{"no extension", "pdf", []byte(pdf), ""},
		{"two extensions", "a.pdf.exe", []byte(pdf), ""},
	} {
		got, err := blob.Detect(tt.name, bytes.NewReader(tt.content), int64(len(tt.content)))
		if got != tt.want || (tt.want == "") != fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %q, %v; want %q", tt.what, got, err, tt.want)
		}
	}
}

// Whatever the bytes, Detect answers, and only with the type of the name.
func FuzzDetect(f *testing.F) {
	f.Add("a.docx", zipped(f, "[Content_Types].xml", "word/document.xml"))
	f.Add("a.xls", compound("Workbook"))
	f.Add("a.doc", loop())
	f.Add("a.pdf", []byte(pdf))
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		got, err := blob.Detect(name, bytes.NewReader(content), int64(len(content)))
		if (got == "") == (err == nil) {
			t.Fatalf("Detect = %q, %v", got, err)
		}
		if err != nil && !fault.Is(err, fault.Invalid) {
			t.Fatalf("refused without a reason for a person: %v", err)
		}
	})
}
