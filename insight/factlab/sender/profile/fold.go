package profile

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold writes a word in small letters and digits only, without accents, so that two spellings of it meet.
func fold(text string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(text)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// names are the names that columns have, as fold writes them, the Dutch and the English and how they are shortened.
var names = map[Role]string{
	Postcode: "postcode pc pc6 pcode postcd postkode postc pstcd postcode6 zip zipcode postalcode adrpostcode woonpostcode clientpostcode postcodeclient postcodewoonadres",
	Number: "huisnummer huisnr hnr hn hsnr huisno huisnum hnummer nr nummer number housenumber houseno housenr adreshuisnummer huisnrs huisnummerclient " +
		"huisnummerwoonadres adrhuisnummer streetnumber no huisnummervolledig",
	Letter: "huisletter huisltr hltr hl huislet hnrletter huisnummerletter letter ltr houseletter adrhuisletter hnrlt huislt",
	Addition: "toevoeging huisnummertoevoeging huisnrtoevoeging huisnrtoev hnrtoevoeging hnrtoev huistoev toev tvg htv toevoegsel addition suffix houseaddition " +
		"housenumberaddition housenumbersuffix nummertoevoeging huistoevoeging toevoeginghuisnummer toevhuisnr huisnrtv hnrtv adrtoevoeging",
	Address: "adres address adresregel adresregel1 woonadres straatennummer straathuisnummer straatenhuisnummer straatnummer volledigadres postcodehuisnummer " +
		"postcodeenhuisnummer pchnr pchuisnr pchuisnummer postcodehuisnr postcodenummer adresclient clientadres addressline1 fulladdress verblijfadres bezoekadres",
	BAG: "bagid bag verblijfsobjectid vboid vbo nummeraanduidingid nummeraanduiding identificatienummeraanduiding nummeraanduidingidentificatie " +
		"bagnummeraanduiding bagnummeraanduidingid bagverblijfsobject bagverblijfsobjectid idnummeraanduiding adresseerbaarobject adresseerbaarobjectid " +
		"bagnummer bagcode bagidentificatie idadres adresid addressid numid",
	Provision: "voorziening provision product productcode productnaam voorzieningcode voorzieningnaam soortvoorziening typevoorziening soortproduct dienst regeling " +
		"productomschrijving voorzieningomschrijving omschrijvingproduct zorgvorm hulpvorm maatregel arrangement activiteit service productcategorie " +
		"soorthulp typehulp soortondersteuning ondersteuning dienstverlening pakket prod voorz vz provisioncode soortregeling uitkering uitkeringssoort",
	From: "start begin startdatum begindatum ingangsdatum datumingang ingang ingangsdat vanaf van from startdate begindate dtbegin dtstart dtingang datumstart " +
		"datumbegin datumvan datumvanaf begdat startdat begindat toekenningsdatum geldigvan geldigvanaf startdt begindt datstart datbegin dating aanvangsdatum " +
		"aanvang dataanvang startop validfrom fromdate ingdat startdatumzorg begindatumzorg",
	Until: "end eind einddatum einde tot totenmet tm until enddate dteind dteinde datumeind datumeinde datumtot einddat eindedatum stopdatum uitstroomdatum " +
		"beeindigingsdatum datumbeeindiging beeindigd geldigtot geldigtotenmet einddt eindedt dateind dateinde to untildate validto totdatum stop datumstop vervaldatum " +
		"afloopdatum einddatumzorg eindezorg tenmet",
	Household: "huishoudtype huishoudentype typehuishouden typehuishouding huishoudenstype hhtype householdtype soorthuishouden huishoudsamenstelling " +
		"samenstellinghuishouden household huishouden gezinstype",
}

// parts are pieces of a name that tell its role when the whole name is not known; the first that is found counts.
var parts = []struct {
	piece string
	role  Role
}{
	{"toevoeg", Addition}, {"toev", Addition}, {"huisletter", Letter}, {"huisltr", Letter}, {"householdtype", Household}, {"huishoud", Household},
	{"nummeraanduiding", BAG}, {"verblijfsobject", BAG}, {"bagid", BAG}, {"postcode", Postcode}, {"huisnummer", Number}, {"huisnr", Number}, {"housenumber", Number},
	{"ingangsdat", From}, {"startdat", From}, {"begindat", From}, {"einddat", Until}, {"enddate", Until}, {"startdate", From}, {"stopdat", Until},
	{"voorziening", Provision}, {"product", Provision}, {"provision", Provision}, {"adres", Address},
}

// roleOf is the role that a name of a column tells; certain when the whole name is known.
func roleOf(name string) (role Role, certain bool) {
	word := fold(name)
	if role, ok := known[word]; ok {
		return role, true
	}
	for _, p := range parts {
		if strings.Contains(word, p.piece) {
			return p.role, false
		}
	}
	return "", false
}

var known = func() map[string]Role {
	out := map[string]Role{}
	for role, list := range names {
		for _, name := range strings.Fields(list) {
			out[name] = role
		}
	}
	return out
}()

// vague names can be of something else; a name that says more goes before them.
var vague = map[string]bool{"nr": true, "nummer": true, "no": true, "number": true, "letter": true, "van": true, "to": true, "adres": true, "bag": true,
	"nummeraanduiding": true, "product": true, "dienst": true, "stop": true, "start": true, "begin": true, "end": true, "einde": true, "addressid": true, "adresid": true}
