package docx

import (
	"archive/zip"
	"embed"
	"encoding/xml"
	"strings"
	"text/template"
	"time"

	"github.com/xianfeng-oss/xianfeng/document"
)

//go:embed parts/*.xml
var partFiles embed.FS

// parts are the files of a package beside the document itself.
var parts = template.Must(template.New("").Funcs(template.FuncMap{"text": escaped, "substitutes": substitutes}).ParseFS(partFiles, "parts/*.xml"))

// partNames says where each of them stands, in the order they are written.
var partNames = []struct{ file, name string }{
	{"types.xml", "[Content_Types].xml"},
	{"package.xml", "_rels/.rels"},
	{"core.xml", "docProps/core.xml"},
	{"relations.xml", "word/_rels/document.xml.rels"},
	{"settings.xml", "word/settings.xml"},
	{"fonts.xml", "word/fontTable.xml"},
	{"styles.xml", "word/styles.xml"},
	{"odd.xml", "word/footer1.xml"},
	{"even.xml", "word/footer2.xml"},
}

// measures are what the parts are written with.
type measures struct {
	Document       document.Document
	Layout         Layout
	Line, Tracking int
	Two, Four      int // two characters of 三号, one of 四号
	Width, Inner   int // from the left edge of the text to the right one, and to one character of 四号 before it
}

func writeParts(z *zip.Writer, d document.Document, l Layout) error {
	four := size4 * 10
	m := measures{
		Document: d, Layout: l, Line: l.line(), Tracking: l.tracking(), Two: 2 * l.char(), Four: four, Width: l.width(), Inner: l.width() - four,
	}
	for _, part := range partNames {
		w, err := z.CreateHeader(entry(part.name))
		if err != nil {
			return err
		}
		if err := parts.ExecuteTemplate(w, part.file, m); err != nil {
			return err
		}
	}
	return nil
}

// entry is a file of the package; all bear one time, so that equal documents
// are equal bytes.
func entry(name string) *zip.FileHeader {
	return &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)}
}

// escaped returns a text as it may stand in an element or an attribute.
func escaped(s string) (string, error) {
	var b strings.Builder
	err := xml.EscapeText(&b, []byte(strings.ReplaceAll(clean(s), "\n", " ")))
	return b.String(), err
}

// substitutes names what may be taken where a font is missing, "" for nothing
// that is known.
func substitutes(font string) string {
	return map[string]string{
		"方正小标宋简体":   "方正小标宋_GBK,小标宋,FZXiaoBiaoSong-B05S,宋体,SimSun",
		"仿宋_GB2312": "仿宋,FangSong,华文仿宋",
		"楷体_GB2312": "楷体,KaiTi,华文楷体",
		"黑体":        "SimHei,微软雅黑",
		"宋体":        "SimSun,Noto Serif CJK SC",
	}[font]
}
