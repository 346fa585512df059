package blob

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/xianfeng-oss/xianfeng/blob/spill"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/handed"
)

// scratch is the folder of the scratch files: on the disk of the data, as that of
// the system's own may be memory.
func (s *Store) scratch() string { return filepath.Join(s.dir, "scratch") }

// sweep removes the scratch files that were left when the program was killed. It
// harms none that is in use: a system by which open files have to keep their
// names (Windows) removes no open file.
func (s *Store) sweep() {
	left, _ := os.ReadDir(s.scratch()) // mostly there is none
	for _, f := range left {
		_ = os.Remove(filepath.Join(s.scratch(), f.Name()))
	}
}

// Scratch returns room for what has to be known of a long list; it takes a file
// only when it is needed.
func (v *Vault) Scratch() handed.Scratch { return spill.New(spill.Most, v.Aside) }

// Aside opens an empty file that is gone when it is closed. If the program ends
// before, it is gone then, or at the latest when the program begins again.
func (v *Vault) Aside() (spill.File, error) {
	if err := os.MkdirAll(v.dir, 0o700); err != nil {
		return nil, err
	}
	file, err := os.CreateTemp(v.dir, "")
	if err != nil {
		return nil, err
	}
	err = os.Remove(file.Name())
	return &scratch{file, err != nil && !errors.Is(err, os.ErrNotExist)}, nil
}

// scratch is a file that has lost its name already, unless open files have to keep
// theirs.
type scratch struct {
	*os.File
	named bool
}

// Close closes the file and removes it.
func (s *scratch) Close() error {
	err := s.File.Close()
	if s.named {
		err = errors.Join(err, os.Remove(s.Name()))
	}
	return err
}
