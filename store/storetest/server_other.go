//go:build !unix

package storetest

import "errors"

func server() (string, error) {
	return "", errors.New("the tests start PostgreSQL on Unix only")
}
