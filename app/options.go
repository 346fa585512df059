// Package app assembles the program: a data folder, a database, the services,
// the pages and the API, the jobs, and the server in front of them.
package app

import (
	"io"
	"log/slog"
	"time"

	"github.com/xianfeng-oss/xianfeng/seal"
)

// Options say where an installation lies and how it is reached.
type Options struct {
	Data     string // folder of keys, attachments and, without Database, the SQLite file
	Database string // PostgreSQL address; "" for SQLite in Data
	Listen   string // «127.0.0.1:8080», port 0 for a free one
	Secure   bool   // behind TLS: cookies are sent over it alone
	Suite    string // id of the algorithm that seals personal values, "" for the default (see seal.Suites)
	Log      *slog.Logger
	Out      io.Writer        // what a person at the terminal reads
	Real     func() time.Time // the wall's clock
}

// suite is the algorithm that seals personal values from now on.
func (o Options) suite() seal.Suite {
	if s, ok := seal.SuiteOf(o.Suite); ok {
		return s
	}
	return seal.AES
}
