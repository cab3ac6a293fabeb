package wire

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
)

// Read reads the body of a request, at most limit bytes. What is wrong with it is a *delivery.Problem.
func Read(w http.ResponseWriter, r *http.Request, limit int64) ([]byte, error) {
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return nil, &delivery.Problem{Status: http.StatusRequestEntityTooLarge, Code: delivery.Wrong, Detail: fmt.Sprintf("this is more than %d bytes", limit)}
	}
	if err != nil {
		return nil, &delivery.Problem{Status: http.StatusBadRequest, Code: delivery.Wrong, Detail: "the request broke off"}
	}
	return text, nil
}

// ReadJSON reads the body of a request as JSON into in. What is wrong with it is a *delivery.Problem.
func ReadJSON(w http.ResponseWriter, r *http.Request, limit int64, in any) error {
	text, err := Read(w, r, limit)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, in); err != nil {
		return &delivery.Problem{Status: http.StatusBadRequest, Code: delivery.Wrong, Detail: "this request cannot be read: " + err.Error()}
	}
	return nil
}

// Reply answers with JSON.
func Reply(w http.ResponseWriter, out any) {
	send(w, http.StatusOK, "application/json", out)
}

// Refuse answers with a problem. Of an error that is no problem the other end learns only that something failed here.
func Refuse(w http.ResponseWriter, err error) {
	var p *delivery.Problem
	if !errors.As(err, &p) {
		p = &delivery.Problem{Status: http.StatusInternalServerError, Detail: "something failed here; those who run this server can see what"}
	}
	send(w, p.Status, problemType, p)
}

func send(w http.ResponseWriter, status int, kind string, what any) {
	text, err := json.Marshal(what)
	if err != nil {
		status, text = http.StatusInternalServerError, nil
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(text) // when it breaks off, the other end asks again
}
