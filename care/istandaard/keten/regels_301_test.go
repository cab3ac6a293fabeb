package keten

import "codeberg.org/samenkracht/samenkracht/care/istandaard"

// declaratieMaart is a claim over March of which line R1 is granted.
var declaratieMaart = declaratie("D1", "2026-03", regel323("R1"))

var proeven301 = []proef{
	{regel: "TR056", naam: "the number of an allocation",
		vooraf: rij(toewijzing(kenmerk("X"))),
		fout:   rij(toewijzing(nr(2), prod("B", "B1"), kenmerk("X"))),
		goed:   rij(toewijzing(nr(2), prod("B", "B1"), kenmerk("Y")))},
	{regel: "TR056", naam: "also when the first was refused",
		vooraf: rij(toewijzing(kenmerk("X")).afgekeurd("9332", "Client", "ToegewezenProducten", "ToegewezenProduct")),
		fout:   rij(toewijzing(kenmerk("X"))),
		goed:   rij(toewijzing(kenmerk("Y")))},
	{regel: "TR056", naam: "per type, sender and law",
		vooraf: rij(toewijzing(kenmerk("X"))),
		fout:   rij(start(), start(nr(1), weg(), kenmerk("X")), start(kenmerk("X"))),
		goed: rij(start(kenmerk("X")), toewijzing(kenmerk("X"), bij(gemeente2), nr(3)),
			verzoek315(kenmerk("X"), voor(bsn2)), stop(kenmerk("X")))},

	{regel: "TR332", naam: "another client", vooraf: rij(toewijzing()),
		fout: rij(toewijzing(voor(bsn2))), goed: rij(toewijzing(voor(bsn2), nr(2)))},
	{regel: "TR332", naam: "another provider", vooraf: rij(toewijzing()), ziet: Gemeente,
		fout: rij(toewijzing(door(aanbieder2))), goed: rij(toewijzing(door(aanbieder2), nr(2)))},
	{regel: "TR332", naam: "another product", vooraf: rij(toewijzing()),
		fout: rij(toewijzing(prod("A", "A2"))), goed: rij(toewijzing(tot("2027-03-31")))},
	{regel: "TR332", naam: "another first day", vooraf: rij(toewijzing()),
		fout: rij(toewijzing(van("2026-03-02"))), goed: rij(toewijzing(hoeveel(12, "04", "4"), gemaakt("2026-03-02", "09:00:00")))},
	{regel: "TR332", naam: "another municipality or law", vooraf: rij(toewijzing()),
		fout: rij(toewijzing(voor(bsn2))),
		goed: rij(toewijzing(voor(bsn2), bij(gemeente2)), toewijzing(voor(bsn3), onder(istandaard.IWmo), nr(5)), toewijzing(voor(bsn2), onder(istandaard.IJw), nr(5)))},
	{regel: "TR332", naam: "a number of a refused allocation is free", vooraf: rij(toewijzing().afgekeurd("9379", "Client", "ToegewezenProducten", "ToegewezenProduct")),
		fout: rij(toewijzing(), toewijzing(voor(bsn2))), goed: rij(toewijzing(voor(bsn2)))},

	{regel: "TR379", naam: "no request", vooraf: rij(toewijzing()),
		fout: rij(toewijzing(nr(2), ref("V1"))), goed: rij(verzoek315(), toewijzing(nr(2), ref("V1")))},
	{regel: "TR379", naam: "the request of another client", vooraf: rij(verzoek315(), toewijzing(nr(9), voor(bsn2))),
		fout: rij(toewijzing(voor(bsn2), ref("V1"))), goed: rij(toewijzing(ref("V1")))},
	{regel: "TR379", naam: "a request to another municipality", vooraf: rij(verzoek315()),
		fout: rij(toewijzing(ref("V1"), bij(gemeente2))), goed: rij(toewijzing(ref("V1")))},
	{regel: "TR379", naam: "a refused request", vooraf: rij(verzoek315()),
		fout: rij(antwoord("V1", "1"), toewijzing(ref("V1"))), goed: rij(antwoord("V1", "2"), toewijzing(ref("V1")))},
	{regel: "TR379", naam: "the first time only", vooraf: rij(verzoek315(), toewijzing(ref("V1"))),
		fout: rij(toewijzing(ref("V1"), tot("2027-03-31"))), goed: rij(toewijzing(tot("2027-03-31")))},
	{regel: "TR379", naam: "a request for change is granted as a whole", vooraf: rij(toewijzing(), wijziging(blijft(1), erbij())),
		fout: rij(toewijzing(ref("W2"), en(nr(2), prod("B", "B1"), van("2026-06-01"), ref("W1")))),
		goed: rij(toewijzing(ref("W1"), en(nr(2), prod("B", "B1"), van("2026-06-01"), ref("W1"))))},

	{regel: "TR385", naam: "a granted line", vooraf: rij(toewijzing()),
		fout: rij(declaratieMaart, verwijdering()),
		goed: rij(declaratieMaart, declaratie("D2", "2026-03", regel323("R2", credit("R1"))), verwijdering())},
	{regel: "TR385", naam: "a refused line", vooraf: rij(toewijzing()),
		fout: rij(declaratieMaart, verwijdering()),
		goed: rij(declaratieMaart.afgekeurd("9321", "Declaratie", "Clienten", "Client", "Prestaties", "Prestatie"), verwijdering())},
	{regel: "TR385", naam: "a line that waits", vooraf: rij(toewijzing()),
		fout: rij(declaratieMaart, verwijdering()), goed: rij(declaratieMaart.zonderAntwoord(), verwijdering())},
	{regel: "TR385", naam: "a credit line that waits", vooraf: rij(toewijzing(), declaratieMaart),
		fout: rij(declaratie("D2", "2026-03", regel323("R2", credit("R1"))).zonderAntwoord(), verwijdering()),
		goed: rij(declaratie("D2", "2026-03", regel323("R2", credit("R1"))), verwijdering())},
	{regel: "TR385", naam: "another reason", vooraf: rij(toewijzing(), declaratieMaart),
		fout: rij(verwijdering()), goed: rij(verwijdering(reden("02")))},
}
