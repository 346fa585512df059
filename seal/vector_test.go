package seal

import (
	"bytes"
	"crypto/cipher"
	"encoding/hex"
	"testing"
)

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The ciphers give the bytes that their standards print: RFC 8998, appendix
// A.1, and case 16 of the GCM specification.
func TestStandardVectors(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		aead                                func([]byte) (cipher.AEAD, error)
		key, nonce, plain, with, sealed, at string
	}{
		"sm4gcm": {
			sm4Cipher, "0123456789abcdeffedcba9876543210", "00001234567800000000abcd",
			"aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
			"feedfacedeadbeeffeedfacedeadbeefabaddad2",
			"17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d",
			"83de3541e4c2b58177e065a9bf7b62ec",
		},
		"a256gcm": {
			func(k []byte) (cipher.AEAD, error) { return AES.AEAD(k) },
			"feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
			"d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
			"feedfacedeadbeeffeedfacedeadbeefabaddad2",
			"522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
			"76fc6ece0f4e1768cddf8853bb2d551b",
		},
	} {
		a, err := c.aead(unhex(t, c.key))
		if err != nil {
			t.Fatal(err)
		}
		got := a.Seal(nil, unhex(t, c.nonce), unhex(t, c.plain), unhex(t, c.with))
		if want := unhex(t, c.sealed+c.at); !bytes.Equal(got, want) {
			t.Errorf("%s: sealed %x, want %x", name, got, want)
		}
	}
}

// What a release sealed opens in every later one: these bytes are written down
// once and for all.
func TestSealedBytesStayReadable(t *testing.T) {
	t.Parallel()
	key := Key(bytes.Repeat([]byte{7}, KeySize))
	for suite, sealed := range map[string]string{
		"a256gcm": "6132353667636d3a77cb5a4193907fbc49b546a1f1ce6b0bd21ed9c1344d690362f4b42d0ae567528929d1f3a9f42a",
		"sm4gcm":  "736d3467636d3acb55be327872380b3d28b7234f2b3f87885b6786cfbd17971e3a558ccf155070cf74ce469bd1a8",
	} {
		got, err := key.Open(unhex(t, sealed), "person/1/phone")
		if err != nil || string(got) != "13812345678" {
			t.Errorf("%s: %q, %v", suite, got, err)
		}
	}
}
