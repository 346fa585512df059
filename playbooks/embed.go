// Package playbooks holds the playbooks that come with the program: plans of
// real offices, without their documents, and a template of our own with the
// full text of its document.
package playbooks

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// FS holds the playbooks as files, one «ID.yaml» each, and «ID.txt» for the
// document of one that is ours.
//
//go:embed *.yaml *.txt
var FS embed.FS

// All returns the ids of the playbooks that come with the program, sorted.
func All() []string {
	files, err := fs.Glob(FS, "*.yaml")
	if err != nil {
		panic(err) // the pattern is constant
	}
	for i, f := range files {
		files[i] = strings.TrimSuffix(f, path.Ext(f))
	}
	return files
}

// Plans returns the ids of the plans of real offices, sorted: those whose
// documents do not come with the program.
func Plans() []string {
	return slices.DeleteFunc(All(), func(id string) bool { return Document(id) != nil })
}

// Document returns the text of the official document that comes with the
// playbook, nil if none does.
func Document(id string) []byte {
	text, err := FS.ReadFile(id + ".txt")
	if err != nil {
		return nil
	}
	return text
}

// Open reads the playbook with the id. An unknown id is a fault of kind
// NotFound.
func Open(id string) (*playbook.Playbook, error) {
	src, err := FS.ReadFile(id + ".yaml")
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		return nil, fault.New(fault.NotFound, "playbook.unknown", id)
	}
	if err != nil {
		return nil, fmt.Errorf("playbooks: %w", err)
	}
	pb, _, err := playbook.Parse(id+".yaml", src)
	return pb, err
}
