package keten

import "codeberg.org/samenkracht/samenkracht/care/istandaard"

var proeven315 = []proef{
	{regel: "TR347", naam: "of a refused request", vooraf: rij(verzoek315(), antwoord("V1", "1")),
		fout: rij(verzoek315()), goed: rij(verzoek315(ref("V2")))},
	{regel: "TR347", naam: "a request that was not taken in", vooraf: rij(verzoek315(ref("V2")), antwoord("V2", "1")),
		fout: rij(verzoek315(ref("V2"))),
		goed: rij(verzoek315().afgekeurd("9347", "Client", "AangevraagdeProducten", "AangevraagdProduct"), verzoek315())},
	{regel: "TR347", naam: "also at another municipality", vooraf: rij(verzoek315()), ziet: Aanbieder,
		fout: rij(verzoek315(bij(gemeente2))), goed: rij(verzoek315(bij(gemeente2), ref("V2")))},
	{regel: "TR347", naam: "of a request for another client that waits", vooraf: rij(verzoek315()),
		fout: rij(verzoek315(voor(bsn2))), goed: rij(verzoek315(voor(bsn2), ref("V2")))},
	{regel: "TR347", naam: "of a request for change for another client that waits", vooraf: rij(toewijzing(), wijziging(blijft(1), erbij())),
		fout: rij(verzoek315(voor(bsn2), ref("W1"))), goed: rij(verzoek315(voor(bsn2)))},
	{regel: "TR347", naam: "per provider and law", vooraf: rij(verzoek315(), antwoord("V1", "1")),
		fout: rij(verzoek315()), goed: rij(verzoek315(door(aanbieder2)), verzoek315(onder(istandaard.IWmo), ref("V3"), voor(bsn2)),
			verzoek315(onder(istandaard.IJw), ref("V3"), voor(bsn3)))},

	{regel: "TR374", naam: "one waits", vooraf: rij(verzoek315()),
		fout: rij(verzoek315(ref("V2"))), goed: rij(antwoord("V1", "1"), verzoek315(ref("V2")))},
	{regel: "TR374", naam: "an inquiry does not end it", vooraf: rij(verzoek315()),
		fout: rij(antwoord("V1", "2"), verzoek315(ref("V2"))), goed: rij(antwoord("V1", "2"), antwoord("V1", "1"), verzoek315(ref("V2")))},
	{regel: "TR374", naam: "an allocation ends it", vooraf: rij(verzoek315()),
		fout: rij(toewijzing(), verzoek315(ref("V2"))), goed: rij(toewijzing(ref("V1")), verzoek315(ref("V2")))},
	{regel: "TR374", naam: "an allocation that was refused does not", vooraf: rij(verzoek315()),
		fout: rij(toewijzing(ref("V1")).afgekeurd("9332", "Client", "ToegewezenProducten", "ToegewezenProduct"), verzoek315(ref("V2"))),
		goed: rij(toewijzing(ref("V1")), verzoek315(ref("V2")))},
	{regel: "TR374", naam: "a refusal that was refused does not", vooraf: rij(verzoek315()),
		fout: rij(antwoord("V1", "1").afgekeurd("9355", "Antwoord"), verzoek315(ref("V2"))),
		goed: rij(antwoord("V1", "1"), verzoek315(ref("V2")))},
	{regel: "TR374", naam: "each product of a request", vooraf: rij(verzoek315(en(prod("B", "B1"), ref("V2"))), antwoord("V1", "1")),
		fout: rij(verzoek315(ref("V3"))), goed: rij(antwoord("V2", "1"), verzoek315(ref("V3")))},
	{regel: "TR374", naam: "per client, provider and municipality", vooraf: rij(verzoek315()),
		fout: rij(verzoek315(ref("V2"))), goed: rij(verzoek315(ref("V2"), voor(bsn2)), verzoek315(ref("V3"), door(aanbieder2)), verzoek315(ref("V4"), bij(gemeente2)))},
}

// Allocations of other kinds, each for the whole of 2026.
var (
	metBudget = toewijzing(prod("A", ""), budget(100000))
	generiek  = toewijzing(zonderProduct(), budget(100000))
	totaal10  = toewijzing(hoeveel(10, "04", "6"))
)

// sinds2020 is an allocation without code that began when it could still have a volume.
func sinds2020(o ...optie) schets { return toewijzing(append(o, van("2020-01-01"))...) }

var proeven317 = []proef{
	{regel: "TR304", naam: "an unknown client", vooraf: rij(toewijzing()),
		fout: rij(wijziging(voor(bsn2), blijft(1), erbij())), goed: rij(wijziging(voor(bsn1), blijft(1), erbij()))},
	{regel: "TR304", naam: "the client of another provider", vooraf: rij(toewijzing()),
		fout: rij(wijziging(door(aanbieder2), blijft(1), erbij())), goed: rij(wijziging(blijft(1), erbij()))},
	{regel: "TR304", naam: "the allocation was refused", vooraf: rij(),
		fout: rij(toewijzing().afgekeurd("9332", "Client", "ToegewezenProducten", "ToegewezenProduct"), wijziging(blijft(1), erbij())),
		goed: rij(toewijzing(), wijziging(blijft(1), erbij()))},

	{regel: "TR347", naam: "a request for change", vooraf: rij(verzoek315(), toewijzing(ref("V1"))),
		fout: rij(wijziging(ref("V1"), blijft(1), erbij())), goed: rij(wijziging(blijft(1), erbij()))},
	{regel: "TR347", naam: "a request for change that was not taken in", vooraf: rij(toewijzing()),
		fout: rij(wijziging(blijft(1), erbij()), antwoord("W1", "1"), wijziging(blijft(1), erbij())),
		goed: rij(wijziging(blijft(1), erbij()).afgekeurd("9349", "Client", "Verzoek"), wijziging(blijft(1), erbij()))},

	{regel: "TR349", naam: "a running one is left out", vooraf: rij(toewijzing(), toewijzing(nr(2), prod("B", "B2"))),
		fout: rij(wijziging(blijft(1), erbij())), goed: rij(wijziging(blijft(1), blijft(2), erbij()))},
	{regel: "TR349", naam: "it ends today", vooraf: rij(toewijzing()),
		fout: rij(toewijzing(nr(2), prod("B", "B2"), tot("2026-05-01")), wijziging(blijft(1), erbij())),
		goed: rij(toewijzing(nr(2), prod("B", "B2"), tot("2026-04-30")), wijziging(blijft(1), erbij()))},
	{regel: "TR349", naam: "it is to come", vooraf: rij(toewijzing(), toewijzing(nr(2), prod("B", "B2"), van("2027-01-01"), tot("2027-12-31"))),
		fout: rij(wijziging(blijft(1), erbij())), goed: rij(wijziging(blijft(1), anders(2, van("2027-01-01"), tot("2027-12-31"))))},
	{regel: "TR349", naam: "it was removed", vooraf: rij(toewijzing(), toewijzing(nr(2), prod("B", "B2"), van("2026-06-01"))),
		fout: rij(toewijzing(nr(2), prod("B", "B2"), van("2026-06-01"), tot("2026-06-01"), reden("02"), gemaakt("2026-04-01", "10:00:00")), wijziging(blijft(1), erbij())),
		goed: rij(toewijzing(nr(2), prod("B", "B2"), van("2026-06-01"), tot("2026-06-01"), reden("13"), gemaakt("2026-04-01", "10:00:00")), wijziging(blijft(1), erbij()))},

	{regel: "TR350", naam: "no such number", vooraf: rij(toewijzing()),
		fout: rij(wijziging(blijft(1), blijft(2), erbij())), goed: rij(toewijzing(nr(2), prod("B", "B2")), wijziging(blijft(1), blijft(2), erbij()))},
	{regel: "TR350", naam: "it is over", vooraf: rij(toewijzing()),
		fout: rij(toewijzing(nr(2), prod("B", "B2"), tot("2026-04-30")), wijziging(blijft(1), blijft(2), erbij())),
		goed: rij(toewijzing(nr(2), prod("B", "B2"), tot("2026-05-01")), wijziging(blijft(1), blijft(2), erbij()))},
	{regel: "TR350", naam: "of another client", vooraf: rij(toewijzing(), toewijzing(nr(2), voor(bsn2))),
		fout: rij(wijziging(blijft(1), blijft(2), erbij())), goed: rij(wijziging(voor(bsn2), blijft(2), erbij()))},
	{regel: "TR351", naam: "no such number", vooraf: rij(toewijzing()),
		fout: rij(wijziging(blijft(1), anders(2))), goed: rij(wijziging(anders(1)))},
	{regel: "TR351", naam: "it is over", vooraf: rij(toewijzing()),
		fout: rij(toewijzing(nr(2), prod("B", "B2"), tot("2026-04-30")), wijziging(blijft(1), anders(2))),
		goed: rij(toewijzing(nr(2), prod("B", "B2"), tot("2026-05-01")), wijziging(blijft(1), anders(2)))},

	{regel: "TR357", naam: "from today", vooraf: rij(toewijzing()),
		fout: rij(wijziging(anders(1, van("2026-05-01")))), goed: rij(wijziging(anders(1, van("2026-05-02"))))},
	{regel: "TR357", naam: "over the whole time", vooraf: rij(toewijzing()),
		fout: rij(wijziging(anders(1, van("2026-03-02")))), goed: rij(wijziging(anders(1, van("2026-03-01"))))},

	{regel: "TR361", naam: "what stays and what is new", vooraf: rij(toewijzing()),
		fout: rij(wijziging(blijft(1), erbij(prod("A", "A1"), van("2026-12-31"), tot("2027-12-31")))),
		goed: rij(wijziging(blijft(1), erbij(prod("A", "A1"), van("2027-01-01"), tot("2027-12-31"))))},
	{regel: "TR361", naam: "what changes and what is new", vooraf: rij(toewijzing()),
		fout: rij(wijziging(anders(1, tot("2026-09-30")), erbij(prod("A", "A1"), van("2026-09-30")))),
		goed: rij(wijziging(anders(1, tot("2026-09-30")), erbij(prod("A", "A1"), van("2026-10-01"))))},
	{regel: "TR361", naam: "a code is another product", vooraf: rij(toewijzing()),
		fout: rij(wijziging(blijft(1), erbij(prod("A", "A1")))), goed: rij(wijziging(blijft(1), erbij(prod("A", "A2"))))},
	{regel: "TR361", naam: "a category holds its codes", vooraf: rij(toewijzing(prod("A", ""), zonderMaat())),
		fout: rij(wijziging(blijft(1), erbij(prod("A", "A2")))), goed: rij(wijziging(blijft(1), erbij(prod("B", "B2"))))},
	{regel: "TR361", naam: "a budget without category holds all", vooraf: rij(generiek),
		fout: rij(wijziging(blijft(1), erbij(van("2026-12-31"), tot("2027-12-31")))),
		goed: rij(wijziging(blijft(1), erbij(van("2027-01-01"), tot("2027-12-31"))))},
	{regel: "TR361", naam: "two that stay", vooraf: rij(toewijzing(), toewijzing(nr(2), van("2026-12-31"), tot("2027-12-31"))),
		fout: rij(wijziging(blijft(1), blijft(2), erbij())), goed: rij(wijziging(anders(1, tot("2026-12-30")), blijft(2)))},
	{regel: "TR361", naam: "one that does not end", vooraf: rij(toewijzing(tot(""))),
		fout: rij(wijziging(blijft(1), erbij(prod("A", "A1"), van("2036-01-01"), tot("2036-12-31")))),
		goed: rij(wijziging(anders(1, tot("2035-12-31")), erbij(prod("A", "A1"), van("2036-01-01"), tot("2036-12-31"))))},
	{regel: "TR361", naam: "aids may be given twice", wet: istandaard.IWmo,
		vooraf: rij(toewijzing(prod("10", "10001")), toewijzing(nr(2), prod("11", "11001")), toewijzing(nr(3), prod("14", "14001"))),
		fout:   rij(wijziging(blijft(1), blijft(2), blijft(3), erbij(prod("10", "10001")))),
		goed:   rij(wijziging(blijft(1), blijft(2), blijft(3), erbij(prod("11", "11001")), erbij(prod("14", "14001"))))},
	{regel: "TR361", naam: "aids beside a budget for all", wet: istandaard.IWmo, vooraf: rij(generiek),
		fout: rij(wijziging(blijft(1), erbij(prod("15", "15001")))),
		goed: rij(wijziging(blijft(1), erbij(prod("12", "12001")), erbij(prod("13", "13001"))))},

	{regel: "TR373", naam: "a budget", vooraf: rij(metBudget),
		fout: rij(wijziging(anders(1, budget(120000), van("2026-06-01")))), goed: rij(wijziging(anders(1, budget(120000))))},
	{regel: "TR373", naam: "the same budget", vooraf: rij(metBudget),
		fout: rij(wijziging(anders(1, budget(100001), van("2026-06-01")))), goed: rij(wijziging(anders(1, budget(100000), van("2026-06-01"), tot("2027-06-30"))))},
	{regel: "TR373", naam: "a total", vooraf: rij(totaal10),
		fout: rij(wijziging(anders(1, hoeveel(12, "04", "6"), van("2026-06-01")))), goed: rij(wijziging(anders(1, hoeveel(12, "04", "6"))))},
	{regel: "TR373", naam: "the same total", vooraf: rij(totaal10),
		fout: rij(wijziging(anders(1, hoeveel(10, "04", "4"), van("2026-06-01")))), goed: rij(wijziging(anders(1, hoeveel(10, "04", "6"), van("2026-06-01"), tot("2027-06-30"))))},

	{regel: "TR374", naam: "a request for change waits", vooraf: rij(toewijzing(), wijziging(blijft(1), erbij())),
		fout: rij(wijziging(ref("W2"), blijft(1), erbij())), goed: rij(antwoord("W1", "1"), wijziging(ref("W2"), blijft(1), erbij()))},
	{regel: "TR374", naam: "a request for an allocation waits", vooraf: rij(toewijzing(), verzoek315(prod("B", "B1"))),
		fout: rij(wijziging(blijft(1), erbij(prod("B", "B2")))),
		goed: rij(toewijzing(nr(2), prod("B", "B1"), ref("V1")), wijziging(blijft(1), blijft(2), erbij(prod("B", "B2"))))},
	{regel: "TR374", naam: "a request for change holds up a 315", vooraf: rij(toewijzing(), wijziging(blijft(1), erbij())),
		fout: rij(verzoek315()), goed: rij(toewijzing(ref("W1"), en(nr(2), prod("B", "B1"), van("2026-06-01"), ref("W1"))), verzoek315())},

	{regel: "TR375", naam: "a volume for a budget without product", vooraf: rij(generiek),
		fout: rij(wijziging(anders(1))), goed: rij(wijziging(anders(1, budget(120000))))},
	{regel: "TR375", naam: "in 2020 it could", vooraf: rij(toewijzing(zonderProduct(), budget(100000), van("2020-01-01"))),
		fout: rij(wijziging(anders(1, van("2020-01-01"), tot("2021-01-01")))), goed: rij(wijziging(anders(1, van("2020-01-01"), tot("2020-12-31"))))},

	{regel: "TR411", naam: "a code without volume", vooraf: rij(toewijzing()),
		fout: rij(wijziging(anders(1, budget(120000)))), goed: rij(wijziging(anders(1)))},
	{regel: "TR411", naam: "a category needs none", vooraf: rij(toewijzing(), toewijzing(nr(2), prod("B", ""), zonderMaat())),
		fout: rij(wijziging(anders(1, zonderMaat(), tot("2027-06-30")), blijft(2))), goed: rij(wijziging(blijft(1), anders(2, zonderMaat(), tot("2027-06-30"))))},

	{regel: "TR412", naam: "a volume for a category", vooraf: rij(metBudget),
		fout: rij(wijziging(anders(1))), goed: rij(wijziging(anders(1, budget(120000))))},
	{regel: "TR412", naam: "without end", vooraf: rij(toewijzing(prod("A", ""), zonderMaat(), tot(""))),
		fout: rij(wijziging(anders(1, tot("")))), goed: rij(wijziging(anders(1, zonderMaat(), tot("2027-06-30"))))},
	{regel: "TR412", naam: "in 2020 it could", vooraf: rij(sinds2020(prod("A", ""), zonderMaat())),
		fout: rij(wijziging(anders(1, van("2020-01-01"), tot("2021-01-01")))), goed: rij(wijziging(anders(1, van("2020-01-01"), tot("2020-12-31"))))},
}

var proeven319 = []proef{
	{regel: "TR355", naam: "no request", vooraf: rij(verzoek315()), fout: rij(antwoord("V2", "1")), goed: rij(antwoord("V1", "1"))},
	{regel: "TR355", naam: "the request of another provider", vooraf: rij(verzoek315(), verzoek315(ref("V2"), door(aanbieder2))),
		fout: rij(antwoord("V1", "1", door(aanbieder2))), goed: rij(antwoord("V2", "1", door(aanbieder2)))},
	{regel: "TR355", naam: "a request to another municipality", vooraf: rij(verzoek315(), verzoek315(ref("V2"), bij(gemeente2))),
		fout: rij(antwoord("V1", "1", bij(gemeente2))), goed: rij(antwoord("V2", "1", bij(gemeente2)))},
	{regel: "TR355", naam: "a request that was not taken in", vooraf: rij(toewijzing()),
		fout: rij(wijziging(blijft(1), erbij()).afgekeurd("9349", "Client", "Verzoek"), antwoord("W1", "1")),
		goed: rij(wijziging(blijft(1), erbij()), antwoord("W1", "1"))},

	{regel: "TR359", naam: "allocated", vooraf: rij(verzoek315()),
		fout: rij(toewijzing(ref("V1")), antwoord("V1", "1")), goed: rij(toewijzing(), antwoord("V1", "1"))},
	{regel: "TR359", naam: "the allocation was refused", vooraf: rij(verzoek315()),
		fout: rij(toewijzing(ref("V1")), antwoord("V1", "2")),
		goed: rij(toewijzing(ref("V1")).afgekeurd("9332", "Client", "ToegewezenProducten", "ToegewezenProduct"), antwoord("V1", "2"))},

	{regel: "TR360", naam: "a second inquiry", vooraf: rij(verzoek315(), antwoord("V1", "2")),
		fout: rij(antwoord("V1", "2")), goed: rij(antwoord("V1", "1"))},
	{regel: "TR360", naam: "the first was refused", vooraf: rij(verzoek315()),
		fout: rij(antwoord("V1", "2"), antwoord("V1", "2")), goed: rij(antwoord("V1", "2").afgekeurd("9355", "Antwoord"), antwoord("V1", "2"))},
	{regel: "TR360", naam: "an inquiry after a refusal", vooraf: rij(verzoek315()),
		fout: rij(antwoord("V1", "1"), antwoord("V1", "2")), goed: rij(antwoord("V1", "2"), antwoord("V1", "1")),
		met: "TR365", omdat: "the answer that came before was a refusal"},

	{regel: "TR365", naam: "a second refusal", vooraf: rij(verzoek315()),
		fout: rij(antwoord("V1", "1"), antwoord("V1", "1")), goed: rij(antwoord("V1", "2"), antwoord("V1", "1"))},
	{regel: "TR365", naam: "the first was refused itself", vooraf: rij(verzoek315(en(prod("B", "B1"), ref("V2")))),
		fout: rij(antwoord("V1", "1"), antwoord("V1", "1")), goed: rij(antwoord("V1", "1").afgekeurd("9355", "Antwoord"), antwoord("V1", "1"), antwoord("V2", "1"))},
}
