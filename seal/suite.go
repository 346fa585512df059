package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"errors"

	"github.com/emmansun/gmsm/sm3"
	"github.com/emmansun/gmsm/sm4"
)

// Suite is an algorithm that seals. Its id is stored with each value.
type Suite struct {
	id   string
	aead func(Key) (cipher.AEAD, error)
}

// The suites. Both authenticate what they encrypt; which one new values get is
// a setting of the installation.
var (
	AES = Suite{"a256gcm", aesGCM} // AES-256-GCM (NIST SP 800-38D)
	SM4 = Suite{"sm4gcm", sm4GCM}  // SM4-GCM (GB/T 32907, RFC 8998)
)

// Suites lists the suites, the default first.
var Suites = []Suite{AES, SM4}

// SuiteOf returns the suite with an id; false if there is none.
func SuiteOf(id string) (Suite, bool) {
	for _, s := range Suites {
		if s.id == id {
			return s, true
		}
	}
	return Suite{}, false
}

// ID names the suite in settings and in what it sealed.
func (s Suite) ID() string { return s.id }

// Prefix is what every value that the suite sealed begins with.
func (s Suite) Prefix() []byte { return append([]byte(s.id), ':') }

// AEAD returns the cipher under a key.
func (s Suite) AEAD(k Key) (cipher.AEAD, error) {
	if len(k) != KeySize {
		return nil, errKeySize
	}
	return s.aead(k)
}

var errKeySize = errors.New("seal: a key has 32 bytes")

func aesGCM(k Key) (cipher.AEAD, error) {
	block, err := aes.NewCipher(k)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// sm4GCM takes the 16 bytes that SM4 wants from the key by HKDF with SM3, so
// that the two suites never work under the same bytes.
func sm4GCM(k Key) (cipher.AEAD, error) {
	short, err := hkdf.Key(sm3.New, k, nil, "xianfeng sm4gcm", sm4.BlockSize)
	if err != nil {
		return nil, err
	}
	return sm4Cipher(short)
}

func sm4Cipher(key []byte) (cipher.AEAD, error) {
	block, err := sm4.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}
