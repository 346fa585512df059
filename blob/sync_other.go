//go:build !unix

package blob

import (
	"errors"
	"os"
)

// syncPath brings a file to the disk. Windows flushes no folders and wants a
// file open for writing.
func syncPath(path string) error {
	if info, err := os.Stat(path); err != nil || info.IsDir() {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
