package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestLogLeavesOutWhatCanBeRecognised(t *testing.T) {
	var out bytes.Buffer
	log := newLog(&out)
	err := errors.New("letter to <truus@example.nl>: 999900006 at NL91 ABNA 0417 1643 00 refused")
	log.Error("job failed for anna@example.nl", "err", fmt.Errorf("send: %w", err), "to", "999900006", "job", 816218269290183640, "code", "100000000", "trace", "0123456789abcdef")
	for _, personal := range []string{"truus", "anna@", "999900006", "ABNA"} {
		if strings.Contains(out.String(), personal) {
			t.Errorf("%q stands in the log: %s", personal, out.String())
		}
	}
	for _, needed := range []string{"refused", "816218269290183640", "100000000", "0123456789abcdef"} {
		if !strings.Contains(out.String(), needed) {
			t.Errorf("%q is missing in the log: %s", needed, out.String())
		}
	}
}
