// Package playbooks holds the playbooks that come with the program.
package playbooks

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// FS holds the playbooks as files, one «ID.yaml» each.
//
//go:embed *.yaml
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
