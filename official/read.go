package official

import (
	"bytes"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/official/word"
)

// Read reads a file, a Word document or text, by what it holds and not by its
// name. What is neither is refused: a fault of kind Invalid says what is wanted
// instead, one of kind TooLarge that there is too much of it.
func Read(data []byte) (*File, error) {
	switch {
	case len(data) > MaxSize:
		return nil, fault.New(fault.TooLarge, "official.too_large", MaxSize>>20)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		text, err := word.Read(data, partLines)
		if err != nil {
			return nil, err
		}
		f := &File{Paragraphs: text.Paragraphs, Tables: text.Tables, Notes: text.Notes}
		return f.finish()
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return nil, fault.New(fault.Invalid, "official.old_word")
	case bytes.HasPrefix(data, []byte("%PDF-")), bytes.HasPrefix(data, []byte(`{\rtf`)):
		return nil, fault.New(fault.Invalid, "official.not_read")
	}
	return readText(data)
}

// finish makes the documents, sentences and clauses of the paragraphs.
func (f *File) finish() (*File, error) {
	if len(f.Paragraphs) == 0 {
		return nil, fault.New(fault.Invalid, "official.empty")
	}
	if len(f.Paragraphs) > MaxParagraphs {
		return nil, fault.New(fault.TooLarge, "official.too_long", MaxParagraphs)
	}
	f.search = newSearch(f.Paragraphs)
	newBuilder(f).build()
	return f, nil
}
