package lab

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
)

// Town is a made-up municipality: its addresses, and what is delivered there.
type Town struct {
	Code       string   // CBS, four digits
	Digits     []string // of postcodes, one for each district
	Districts  []string // their names
	Households []Household
}

// Household lives at one address.
type Household struct {
	Postcode, Letter, Addition string
	Number                     int
	Neighbourhood, District    string // codes
	given                      []given
}

// given is a provision that an organisation delivers to a household.
type given struct {
	organisation int
	provision    string
	from, until  time.Time // until may be zero
}

// hoods is how many neighbourhoods a district has.
const hoods = 6

// letters end the postcodes that are never given out.
var letters = []string{"SA", "SD", "SS"}

// Fill fills the town with so many addresses, and with what was delivered until today.
func (t *Town) Fill(r *rand.Rand, addresses int, today time.Time) {
	per := max(1, addresses/(len(t.Digits)*hoods))
	for d := range t.Digits {
		for h := range hoods {
			hard := math.Min(math.Exp(0.6*r.NormFloat64()-0.18), 2.2) // hardship lies together
			for n := range per {
				home := t.address(d, h, n)
				home.given = deliveries(r, hard, d == 0 && h < 2, today)
				t.Households = append(t.Households, home)
			}
		}
	}
	t.everybody(r, today)
}

// atLeast is how many deliveries every organisation has, so that none comes with an empty list.
const atLeast = 8

// everybody gives organisations with few deliveries some more, long enough ago for the first round.
func (t *Town) everybody(r *rand.Rand, today time.Time) {
	counts := make([]int, len(Organisations))
	for _, h := range t.Households {
		for _, g := range h.given {
			counts[g.organisation]++
		}
	}
	for o, n := range counts {
		for ; n < atLeast; n++ {
			h := &t.Households[r.IntN(len(t.Households))]
			h.given = append(h.given, given{organisation: o, provision: Organisations[o].provisions[0], from: today.AddDate(-3, 0, -r.IntN(300))})
		}
	}
}

// address is the nth address of a neighbourhood; every ninth house has two front doors.
func (t *Town) address(d, h, n int) Household {
	home := Household{Postcode: t.Digits[d] + letters[h/2], Number: 1 + 2*(n-n/10) + h%2, Neighbourhood: t.Neighbourhood(d, h), District: t.District(d)}
	switch {
	case n%10 == 9 && n%20 == 9:
		home.Number, home.Letter = 1+2*(n-1-n/10)+h%2, "A"
	case n%10 == 9:
		home.Number, home.Addition = 1+2*(n-1-n/10)+h%2, "2"
	}
	return home
}

// District is the code of a district. Codes from 90 on are of no real place.
func (t *Town) District(d int) string { return fmt.Sprintf("WK%s%02d", t.Code, 90+d) }

// Neighbourhood is the code of a neighbourhood.
func (t *Town) Neighbourhood(d, h int) string { return fmt.Sprintf("BU%s%02d%02d", t.Code, 90+d, h) }

// winds name the neighbourhoods of a district.
var winds = [hoods]string{"Noord", "Oost", "Zuid", "West", "Midden", "Buiten"}

// Names are what the codes are called.
func (t *Town) Names() map[string]string {
	names := map[string]string{}
	for d, name := range t.Districts {
		names[t.District(d)] = name
		for h, wind := range winds {
			names[t.Neighbourhood(d, h)] = name + " " + wind
		}
	}
	return names
}

// deliveries draws what a household gets: about 85 of 100 get nothing or one thing, 10 two to four, 5 five or more. In
// some neighbourhoods debts, youth help and support meet more than elsewhere, so that there is something to find.
func deliveries(r *rand.Rand, hard float64, planted bool, today time.Time) []given {
	top, mid := math.Min(0.06*hard, 0.35), math.Min(0.13*math.Sqrt(hard), 0.3)
	x, n := r.Float64(), 0
	switch {
	case x < top:
		n = 7 + int(r.ExpFloat64()*3)
	case x < top+mid:
		n = 2 + r.IntN(4)
	case x < top+mid+0.24:
		n = 1
	}
	all := map[string]bool{}
	if planted && n >= 2 && r.IntN(2) == 0 {
		all["wi_schuldhulp"], all["jeugd_ambulant"], all["wmo_begeleiding_ind"] = true, true, true
	}
	domain := r.IntN(len(domains))
	for range 4 * n {
		if len(all) >= n {
			break
		}
		if n >= 5 || r.IntN(4) == 0 {
			domain = r.IntN(len(domains))
		}
		some := domains[domain]
		all[some[min(len(some)-1, int(r.ExpFloat64()*3))]] = true
	}
	var out []given
	for _, list := range domains {
		for _, p := range list {
			if all[p] {
				out = append(out, period(r, p, today))
			}
		}
	}
	return out
}

// period draws who delivers a provision, and when.
func period(r *rand.Rand, provision string, today time.Time) given {
	var who []int
	for i, o := range Organisations {
		for _, p := range o.provisions {
			if p == provision {
				who = append(who, i)
			}
		}
	}
	g := given{organisation: who[r.IntN(len(who))], provision: provision, from: today.AddDate(0, 0, -30-r.IntN(1400))}
	if r.IntN(100) < 35 {
		g.until = g.from.AddDate(0, 0, 120+r.IntN(700))
	}
	return g
}

// WriteAddresses writes the extract of the register.
func (t *Town) WriteAddresses(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"postcode", "huisnummer", "huisletter", "huisnummertoevoeging", "buurtcode", "wijkcode", "gemeentecode"}); err != nil {
		return err
	}
	for _, h := range t.Households {
		if err := out.Write([]string{h.Postcode, strconv.Itoa(h.Number), h.Letter, h.Addition, h.Neighbourhood, h.District, "GM" + t.Code}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// WriteList writes the list of an organisation on a day, in its own manner, and tells to how many addresses it delivers.
func (t *Town) WriteList(w io.Writer, organisation int, on time.Time) (addresses int, err error) {
	o := Organisations[organisation]
	out := csv.NewWriter(w)
	out.Comma = ';'
	if err := out.Write([]string{"Postcode", "Huisnummer", "Toevoeging", "Voorziening", "Ingangsdatum", "Einddatum"}); err != nil {
		return 0, err
	}
	for _, h := range t.Households {
		there := false
		for _, g := range h.given {
			if g.organisation != organisation || g.from.After(on) {
				continue
			}
			there = true
			postcode, number, addition := o.spell(h)
			end := ""
			if !g.until.IsZero() {
				end = o.day(g.until)
			}
			if err := out.Write([]string{postcode, number, addition, g.provision, o.day(g.from), end}); err != nil {
				return 0, err
			}
		}
		if there {
			addresses++
		}
	}
	out.Flush()
	return addresses, out.Error()
}

// spell writes an address as the organisation does.
func (o Organisation) spell(h Household) (postcode, number, addition string) {
	number, addition = strconv.Itoa(h.Number), strings.TrimSpace(h.Letter+" "+h.Addition)
	switch o.style % 4 {
	case 1:
		return h.Postcode[:4] + " " + h.Postcode[4:], number, strings.ToLower(addition)
	case 2:
		return strings.ToLower(h.Postcode), strings.TrimSpace(number + " " + addition), ""
	case 3:
		return h.Postcode, "0" + number, addition
	}
	return h.Postcode, number, addition
}

// day writes a date as the organisation does.
func (o Organisation) day(t time.Time) string {
	if o.style%2 == 0 {
		return t.Format("02-01-2006")
	}
	return t.Format(time.DateOnly)
}
