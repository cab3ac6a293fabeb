package tables

import (
	"bytes"
	"time"
)

// day is a day as the number yyyymmdd; 0: none.
type day uint32

func dayOf(t time.Time) day { return day(t.Year()*10000 + int(t.Month())*100 + t.Day()) }

// parseDay reads yyyy-mm-dd or dd-mm-yyyy, with blanks around it; an empty text is no day.
func parseDay(text []byte) (d day, ok bool) {
	if len(text) != 10 {
		if text = bytes.TrimSpace(text); len(text) == 0 {
			return 0, true
		}
		if len(text) != 10 {
			return 0, false
		}
	}
	var year, month, dom uint32
	switch {
	case text[4] == '-' && text[7] == '-':
		year, ok = number(text[:4])
		month, dom = two(text[5:]), two(text[8:])
	case text[2] == '-' && text[5] == '-':
		year, ok = number(text[6:])
		month, dom = two(text[3:]), two(text)
	}
	if !ok || month < 1 || month > 12 || dom < 1 || dom > 28 && dom > last(year, month) {
		return 0, false
	}
	return day(year*10000 + month*100 + dom), true
}

func number(text []byte) (n uint32, ok bool) {
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + uint32(c-'0')
	}
	return n, n >= 1
}

// two reads two digits; anything else is more than any month or day.
func two(text []byte) uint32 {
	a, b := text[0]-'0', text[1]-'0'
	if a > 9 || b > 9 {
		return 99
	}
	return uint32(a)*10 + uint32(b)
}

// last is the last day of a month.
func last(year, month uint32) uint32 {
	return uint32(time.Date(int(year), time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day())
}
