package duty

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

// save posts what was typed, as the script does.
func save(s *desktest.Seat, id campaign.DutyID, revision int64, cells map[string]string) desktest.Page {
	s.T.Helper()
	b, err := json.Marshal(map[string]any{"revision": revision, "cells": cells})
	s.House.Must(err)
	return s.Do(http.MethodPost, dutyURL(id)+"/save", "application/json", bytes.NewReader(b))
}

// attach uploads a file to a slot.
func attach(s *desktest.Seat, id campaign.DutyID, revision, slot, name, content string) desktest.Page {
	s.T.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	s.House.Must(w.WriteField("slot", slot))
	s.House.Must(w.WriteField("revision", revision))
	part, err := w.CreateFormFile("file", name)
	s.House.Must(err)
	_, err = io.WriteString(part, content)
	s.House.Must(err)
	s.House.Must(w.Close())
	return s.Do(http.MethodPost, dutyURL(id)+"/files", w.FormDataContentType(), &b)
}

// serverRequest turns a client's request into one that a handler is given.
func serverRequest(r *http.Request, body *endless) (*http.Request, *httptest.ResponseRecorder) {
	in := httptest.NewRequest(r.Method, r.URL.RequestURI(), body)
	in.Header, in.ContentLength = r.Header, body.left
	return in, httptest.NewRecorder()
}

// open serves these pages.
func open(t *testing.T) *desktest.House {
	t.Helper()
	return desktest.New(t, Routes)
}
