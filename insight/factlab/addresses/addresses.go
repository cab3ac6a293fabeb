// Package addresses makes the public address list (adreslijst) that every sender of a Factlab round checks its own
// addresses against, out of an extract of the national register (BAG), and reads it back. The list has one form: the
// same addresses give the same bytes, so that its check sum can stand in the agreement.
//
//	key,neighbourhood,district,municipality,bag_id
//	1506SD|12|A2,BU0001001,WK000101,GM0001,0479200000012345
//
// The lines are sorted by key. What a key is, package address says. The list holds no people and no secrets.
package addresses

import (
	"bufio"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym/address"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Header are the columns of the list.
var Header = []string{"key", "neighbourhood", "district", "municipality", "bag_id"}

// CountsHeader are the columns of the public counts per neighbourhood.
var CountsHeader = []string{"neighbourhood", "district", "municipality", "addresses"}

// Load reads a list, and refuses one that is not the list of the agreement.
func Load(path string, agreed agreement.AddressList) (*address.List, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	list, sum, err := Read(f)
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	if agreed.SHA256 != "" && !strings.EqualFold(agreed.SHA256, sum) {
		return nil, command.Problemf("This is another address list than the one of the agreement. Ask the Factlab lead for the right file")
	}
	if agreed.Addresses > 0 && agreed.Addresses != list.Len() {
		return nil, command.Problemf("The address list has %d addresses, and the agreement says %d. Ask the Factlab lead for the right file", list.Len(), agreed.Addresses)
	}
	return list, nil
}

// Read reads a list, and gives the check sum over its bytes (SHA-256, hexadecimal digits).
func Read(r io.Reader) (list *address.List, sum string, err error) {
	hash := sha256.New()
	in := csv.NewReader(bufio.NewReaderSize(io.TeeReader(r, hash), 1<<16))
	in.FieldsPerRecord, in.ReuseRecord = len(Header), true
	list = &address.List{}
	header, err := in.Read()
	if err != nil || !slices.Equal(header, Header) {
		return nil, "", command.Problemf("This is no address list. Make one with: samenkracht factlab addresses import")
	}
	before := ""
	for line := 2; ; line++ {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			return list, hex.EncodeToString(hash.Sum(nil)), nil
		}
		if err != nil {
			return nil, "", command.Problemf("Line %d of the address list is damaged. Fetch or make the list anew", line)
		}
		row, ok := rowOf(record, line)
		if !ok || record[0] <= before {
			return nil, "", command.Problemf("Line %d of the address list is damaged. Fetch or make the list anew", line)
		}
		before = strings.Clone(record[0])
		if err := list.Add(row); err != nil {
			return nil, "", command.Problemf("Line %d of the address list is damaged. Fetch or make the list anew", line)
		}
	}
}

// rowOf reads a line; it is not ok when its key is not written as a key.
func rowOf(record []string, line int) (address.Row, bool) {
	parts, ok := partsOf(record[0])
	if !ok || record[1] == "" || record[4] != "" && len(record[4]) != 16 {
		return address.Row{}, false
	}
	return address.Row{Parts: parts, Neighbourhood: strings.Clone(record[1]), District: strings.Clone(record[2]),
		Municipality: strings.Clone(record[3]), ID: record[4], Line: line}, true
}

// partsOf takes a key apart.
func partsOf(key string) (p address.Parts, ok bool) {
	postcode, rest, _ := strings.Cut(key, "|")
	number, suffix, _ := strings.Cut(rest, "|")
	p = address.Parts{Postcode: postcode, Number: number, Addition: suffix}
	again, err := address.Key(p)
	return p, err == nil && again == key
}
