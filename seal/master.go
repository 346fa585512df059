package seal

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// ErrKeyFile is the failure of a file that holds no key.
var ErrKeyFile = errors.New("seal: the file holds no key of 32 bytes in base64")

// LoadKey reads the master key from its file. Without this file no sealed
// value can be read again: it is backed up apart from the database.
func LoadKey(path string) (Key, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	k, err := base64.StdEncoding.DecodeString(string(bytes.TrimSpace(text)))
	if err != nil || len(k) != KeySize {
		return nil, fmt.Errorf("%w: %s", ErrKeyFile, path)
	}
	return k, nil
}

// LoadOrCreateKey reads the master key, or makes one and writes it where only
// its owner can read it. It never overwrites a file.
func LoadOrCreateKey(path string) (Key, error) {
	k, err := LoadKey(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return k, err
	}
	k = NewKey()
	return k, writeKey(path, k)
}

// writeKey writes a key where only its owner can read it, and returns when it
// is on disk. It overwrites no file.
func writeKey(path string, k Key) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(base64.StdEncoding.EncodeToString(k) + "\n")
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// syncFolder lets a new file's name survive a power cut.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if runtime.GOOS == "windows" { // which cannot sync a folder
		err = nil
	}
	return errors.Join(err, d.Close())
}
