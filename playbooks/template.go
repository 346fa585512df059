package playbooks

import (
	"fmt"
	"sync"

	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Template is a playbook that a new campaign may start from.
type Template struct {
	ID, Title    string
	Source       []byte // the playbook as text
	Book         *playbook.Playbook
	Document     []byte // its official document as text; nil where it is not ours to give
	DocumentName string // name of the document's file, "" without one
	Start        bool   // its dates count from «start», so that setting that day dates it anew
}

// offered are the templates in the order in which an office sees them.
var offered = []string{"rural-revitalisation", "pingdingshan-2018", "huaibei-2018"}

// Templates returns what a new campaign may start from: our own template
// first, then the plans of real offices, without their documents. They are read
// once; nobody changes them.
var Templates = sync.OnceValue(func() []Template {
	all := make([]Template, len(offered))
	for i, id := range offered {
		t, err := template(id)
		if err != nil {
			panic(err) // they come with the program, and a test reads them
		}
		all[i] = t
	}
	return all
})

func template(id string) (Template, error) {
	t := Template{ID: id, Document: Document(id)}
	var err error
	if t.Source, err = FS.ReadFile(id + ".yaml"); err != nil {
		return t, fmt.Errorf("playbooks: %w", err)
	}
	if t.Book, _, err = playbook.Parse(id+".yaml", t.Source); err != nil {
		return t, fmt.Errorf("playbooks: %w", err)
	}
	t.Title, t.Start = t.Book.Title, !t.Book.Anchor.IsZero()
	if t.Document != nil {
		t.DocumentName = id + ".txt"
	}
	return t, nil
}
