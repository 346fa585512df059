package seal

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// ID names a key without telling anything of it.
func (k Key) ID() string {
	sum := sha256.Sum256(append([]byte("xianfeng key "), k...))
	return hex.EncodeToString(sum[:8])
}

// firstFile holds the master key that an installation begins with; one that
// came by rotation lies beside it, named for its id.
const firstFile = "master.key"

func rotatedFile(id string) string { return "master-" + id + ".key" }

// Ring holds the master keys of an installation: which of them wraps new keys
// of persons the database says, and every other one still opens what it
// wrapped. It is safe for concurrent use.
type Ring struct {
	dir   string // "" for keys that lie in no file
	first Key
	index Key

	mu    sync.RWMutex
	suite Suite
	keys  map[string]Key
}

// NewRing returns a ring of one key that lies in no file.
func NewRing(master Key) *Ring {
	return &Ring{suite: AES, first: master, keys: map[string]Key{master.ID(): master}, index: indexUnder(master)}
}

// OpenRing reads the master keys from their folder, and makes the first one in
// an empty folder. What is sealed from now on is sealed by the suite.
func OpenRing(dir string, by Suite) (*Ring, error) {
	r := &Ring{suite: by, dir: dir, keys: map[string]Key{}}
	err := r.read()
	if err == nil && len(r.keys) == 0 {
		_, err = LoadOrCreateKey(filepath.Join(dir, firstFile))
		err = errors.Join(err, r.read())
	}
	if err != nil {
		return nil, err
	}
	r.index, err = loadIndex(filepath.Join(dir, "index.key"), r.first)
	return r, err
}

// read takes over every key of the folder.
func (r *Ring) read() error {
	if r.dir == "" {
		return nil
	}
	files, err := filepath.Glob(filepath.Join(r.dir, "master*.key"))
	if err != nil {
		return err
	}
	slices.Sort(files)
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, path := range files {
		k, err := LoadKey(path)
		if err != nil {
			return err
		}
		r.keys[k.ID()] = k
		if filepath.Base(path) == firstFile {
			r.first = k
		}
	}
	return nil
}

// Suite is the one that new values are sealed by.
func (r *Ring) Suite() Suite {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.suite
}

// Choose lets new values be sealed by a suite from now on.
func (r *Ring) Choose(by Suite) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.suite = by
}

// First is the id of the key that the installation began with, "" where its
// file was taken away after a rotation.
func (r *Ring) First() string {
	if r.first == nil {
		return ""
	}
	return r.first.ID()
}

// IDs lists the keys at hand, in order of their ids.
func (r *Ring) IDs() []string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	var out []string
	for id := range r.keys {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

// Master returns the key with an id. One that is not known is looked for in the
// folder, where a rotation may have put it since; ErrOpen if it is not there.
func (r *Ring) Master(id string) (Key, error) {
	if k, ok := r.known(id); ok {
		return k, nil
	}
	if err := r.read(); err != nil {
		return nil, err
	}
	if k, ok := r.known(id); ok {
		return k, nil
	}
	return nil, fmt.Errorf("%w: no file of the folder of keys holds the master key %s", ErrOpen, id)
}

func (r *Ring) known(id string) (Key, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	k, ok := r.keys[id]
	return k, ok
}

// Add makes a further master key, writes it into the folder and returns its
// id. It is on disk when Add returns.
func (r *Ring) Add() (string, error) {
	k := NewKey()
	id := k.ID()
	if r.dir != "" {
		if err := writeKey(filepath.Join(r.dir, rotatedFile(id)), k); err != nil {
			return "", err
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.keys[id] = k
	return id, nil
}

// Mark returns a mark of a value by which equal values are found and from which
// nobody reads them: a keyed hash, under a key that no rotation changes. The
// context keeps the marks of different things apart («person/name»).
func (r *Ring) Mark(context, value string) string {
	h := hmac.New(sha256.New, r.index)
	h.Write([]byte(context))
	h.Write([]byte{0})
	h.Write([]byte(value))
	return base64.RawStdEncoding.EncodeToString(h.Sum(nil)[:18])
}

// loadIndex reads the key of the marks. An installation that has none yet gets
// the one that follows from its first master key.
func loadIndex(path string, first Key) (Key, error) {
	k, err := LoadKey(path)
	if !errors.Is(err, os.ErrNotExist) {
		return k, err
	}
	if first == nil {
		return nil, err
	}
	k = indexUnder(first)
	return k, writeKey(path, k)
}

func indexUnder(master Key) Key {
	k, err := hkdf.Key(sha256.New, master, nil, "xianfeng index", KeySize)
	if err != nil {
		panic(err) // the length is a constant that HKDF allows
	}
	return k
}
