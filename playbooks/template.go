package playbooks

import (
	"fmt"

	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Template is a playbook that a new campaign may start from.
type Template struct {
	ID, Title    string
	Source       []byte // the playbook as text
	Document     []byte // its official document as text; nil where it is not ours to give
	DocumentName string // name of the document's file, "" without one
	Start        bool   // its dates count from «start», so that setting that day dates it anew
}

// offered are the templates in the order in which an office sees them, and
// which of them come with their document.
var offered = []struct {
	id       string
	document bool
}{{"pingdingshan-2018", false}, {"huaibei-2018", false}}

// Templates returns what a new campaign may start from: our own template
// first, then the real plans, without their documents. The bytes are the
// caller's own.
func Templates() []Template {
	all := make([]Template, 0, len(offered))
	for _, o := range offered {
		t, err := template(o.id, o.document)
		if err != nil {
			panic(err) // they come with the program, and a test reads them
		}
		all = append(all, t)
	}
	return all
}

func template(id string, document bool) (Template, error) {
	t := Template{ID: id}
	var err error
	if t.Source, err = FS.ReadFile(id + ".yaml"); err != nil {
		return t, fmt.Errorf("playbooks: %w", err)
	}
	pb, _, err := playbook.Parse(id+".yaml", t.Source)
	if err != nil {
		return t, fmt.Errorf("playbooks: %w", err)
	}
	t.Title, t.Start = pb.Title, !pb.Anchor.IsZero()
	if document {
		t.DocumentName = id + ".txt"
		if t.Document, err = FS.ReadFile(t.DocumentName); err != nil {
			return t, fmt.Errorf("playbooks: %w", err)
		}
	}
	return t, nil
}
