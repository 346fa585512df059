package blob_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"testing"
	"unicode/utf16"
)

// zipped returns a zip file with these parts.
func zipped(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.Create(p)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte("<x/>")); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bomb returns a docx whose directory says that a part unfolds to a gigabyte.
func bomb(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, h := range []*zip.FileHeader{
		{Name: "[Content_Types].xml"},
		{Name: "word/document.xml", Method: zip.Deflate, UncompressedSize64: 1 << 30, CompressedSize64: 4},
	} {
		w, err := z.CreateRaw(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(make([]byte, h.CompressedSize64)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// compound returns a compound file of 512-byte sectors with these streams in
// its directory, whose sectors lie backwards in the file.
func compound(streams ...string) []byte {
	const sector = 512
	entries := append([]string{"Root Entry"}, streams...)
	dirs := (len(entries) + 3) / 4
	b := make([]byte, sector*(2+dirs)) // header, allocation table, directory
	copy(b, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	put := binary.LittleEndian.PutUint32
	binary.LittleEndian.PutUint16(b[30:], 9)
	put(b[48:], uint32(dirs)) // the first directory sector is the last of the file
	put(b[68:], 0xfffffffe)
	put(b[76:], 0) // the table is sector 0
	for i := range dirs {
		at := uint32(dirs - i)
		next := at - 1
		if i == dirs-1 {
			next = 0xfffffffe
		}
		put(b[sector+4*at:], next)
		for j := range 4 {
			if n := 4*i + j; n < len(entries) {
				directoryEntry(b[sector*(1+int(at))+128*j:], entries[n], n == 0)
			}
		}
	}
	return b
}

func directoryEntry(b []byte, name string, root bool) {
	units := utf16.Encode([]rune(name))
	for i, u := range units {
		binary.LittleEndian.PutUint16(b[2*i:], u)
	}
	binary.LittleEndian.PutUint16(b[64:], uint16(2*len(units)+2))
	b[66] = 2
	if root {
		b[66] = 5
	}
}

// loop returns a compound file whose directory follows itself for ever.
func loop() []byte {
	b := compound("Other")
	binary.LittleEndian.PutUint32(b[512+4:], 1)
	return b
}
