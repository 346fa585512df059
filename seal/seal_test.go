package seal_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/xianfeng-oss/xianfeng/seal"
)

func TestOpenGivesBackWhatWasSealed(t *testing.T) {
	t.Parallel()
	k := seal.NewKey()
	for _, plain := range []string{"", "13812345678", "先锋"} {
		one, err := k.Seal(seal.AES, []byte(plain), "person/1/phone")
		if err != nil {
			t.Fatal(err)
		}
		two, err := k.Seal(seal.AES, []byte(plain), "person/1/phone")
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Equal(one, two) {
			t.Errorf("%q sealed twice gives the same bytes: equal values could be told", plain)
		}
		if !bytes.HasPrefix(one, []byte("a256gcm:")) {
			t.Errorf("%q: no suite id in %q", plain, one)
		}
		got, err := k.Open(one, "person/1/phone")
		if err != nil || string(got) != plain {
			t.Errorf("Open = %q, %v, want %q", got, err, plain)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	k := seal.NewKey()
	good, err := k.Seal(seal.AES, []byte("13812345678"), "person/1/phone")
	if err != nil {
		t.Fatal(err)
	}
	flipped := bytes.Clone(good)
	flipped[len(flipped)-1] ^= 1
	for name, c := range map[string]struct {
		key     seal.Key
		sealed  []byte
		context string
	}{
		"another key":     {seal.NewKey(), good, "person/1/phone"},
		"another person":  {k, good, "person/2/phone"},
		"another field":   {k, good, "person/1/name"},
		"a changed byte":  {k, flipped, "person/1/phone"},
		"another suite":   {k, append([]byte("sm4gcm:"), good[8:]...), "person/1/phone"},
		"an unknown kind": {k, append([]byte("none:"), good[8:]...), "person/1/phone"},
		"cut short":       {k, good[:12], "person/1/phone"},
		"nothing":         {k, nil, "person/1/phone"},
		"no key":          {nil, good, "person/1/phone"},
	} {
		if got, err := c.key.Open(c.sealed, c.context); !errors.Is(err, seal.ErrOpen) {
			t.Errorf("%s: Open = %q, %v, want ErrOpen", name, got, err)
		}
	}
	if _, err := seal.Key(nil).Seal(seal.SM4, nil, ""); err == nil {
		t.Error("sealed without a key")
	}
}

func FuzzOpen(f *testing.F) {
	k := seal.NewKey()
	f.Add([]byte("a256gcm:"))
	f.Add([]byte("a256gcm:0123456789abcdefghijklmnopq"))
	f.Add([]byte("sm4gcm:0123456789abcdefghijklmnopq"))
	f.Fuzz(func(t *testing.T, sealed []byte) {
		if plain, err := k.Open(sealed, "x"); err == nil {
			t.Errorf("forged %q opens as %q", sealed, plain)
		}
	})
}

func TestKeyFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "master.key")
	made, err := seal.LoadOrCreateKey(path)
	if err != nil {
		t.Fatal(err)
	}
	again, err := seal.LoadOrCreateKey(path)
	if err != nil || !bytes.Equal(made, again) || len(made) != seal.KeySize {
		t.Fatalf("second load: %d bytes, %v, want the same %d", len(again), err, seal.KeySize)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, want 0600", info.Mode().Perm())
	}
	if err := os.WriteFile(path, []byte("c2hvcnQ="), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := seal.LoadOrCreateKey(path); !errors.Is(err, seal.ErrKeyFile) {
		t.Errorf("a broken file gives %v, want ErrKeyFile", err)
	}
}

func TestMasks(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ got, want string }{
		{seal.Phone("13812345678"), "138****5678"},
		{seal.IDNumber("411511111111111234"), "4115**********1234"},
		{seal.Phone("4112345"), "*******"},
		{seal.Phone(""), ""},
		{seal.Name("张三"), "张*"},
		{seal.Name("欧阳建国"), "欧***"},
		{seal.Name("张"), "张*"},
		{seal.Name(" "), ""},
	} {
		if c.got != c.want {
			t.Errorf("mask = %q, want %q", c.got, c.want)
		}
	}
}
