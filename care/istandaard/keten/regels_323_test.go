package keten

import "codeberg.org/samenkracht/samenkracht/care/istandaard"

// eerder is a claim over March with one line.
func eerder(o ...optie) schets { return declaratie("D1", "2026-03", regel323("R1", o...)) }

// later is a claim over April with one line.
func later(o ...optie) schets { return declaratie("D2", "2026-04", regel323("R2", o...)) }

// terug takes back line R1 of eerder in a claim over April, which can hold more lines.
func terug(o ...optie) schets {
	return declaratie("D2", "2026-04", append([]optie{regel323("R2", inMaart(), credit("R1"))}, o...)...)
}

func inMaart() optie {
	return deel(func(v *velden) { v.van, v.tot = "2026-03-01", "2026-03-31" })
}

// deRegel is where the only line of a claim stands.
var deRegel = []string{"Declaratie", "Clienten", "Client", "Prestaties", "Prestatie"}

var proeven323 = []proef{
	{regel: "TR056", naam: "the number of a claim", vooraf: rij(toewijzing(), eerder()),
		fout: rij(later().met(kenmerk("KD1"))), goed: rij(later())},

	{regel: "TR304", naam: "an unknown client", vooraf: rij(toewijzing()),
		fout: rij(eerder(voor(bsn2))), goed: rij(toewijzing(nr(2), voor(bsn2)), eerder(voor(bsn2), nr(2)))},
	{regel: "TR304", naam: "the client of another provider", vooraf: rij(toewijzing(), toewijzing(nr(2), voor(bsn2), door(aanbieder2))),
		fout: rij(eerder(voor(bsn2), nr(2))), goed: rij(eerder(voor(bsn2), nr(2)).met(door(aanbieder2)))},

	{regel: "TR314", naam: "in another message", vooraf: rij(toewijzing(), eerder()),
		fout: rij(later(ref("R1"))), goed: rij(later(ref("R2")))},
	{regel: "TR314", naam: "in the same message", vooraf: rij(toewijzing(), toewijzing(nr(2), voor(bsn2))),
		fout: rij(declaratie("D1", "2026-03", regel323("R1"), regel323("R1", nr(2), voor(bsn2)))),
		goed: rij(declaratie("D1", "2026-03", regel323("R1"), regel323("R2", nr(2), voor(bsn2))))},
	{regel: "TR314", naam: "of a credit line", vooraf: rij(toewijzing(), eerder(), later()),
		fout: rij(declaratie("D3", "2026-04", regel323("R2", inMaart(), credit("R1")))),
		goed: rij(declaratie("D3", "2026-04", regel323("R3", inMaart(), credit("R1"))))},
	{regel: "TR314", naam: "a refused line keeps its number", vooraf: rij(toewijzing()),
		fout: rij(eerder().afgekeurd("9321", deRegel...), later(ref("R1"))),
		goed: rij(eerder().afgekeurd("9333", "Declaratie"), later(ref("R1")))},
	{regel: "TR314", naam: "per provider and law", vooraf: rij(toewijzing(), eerder(), toewijzing(nr(2), door(aanbieder2)),
		toewijzing(nr(8), onder(istandaard.IJw)), toewijzing(nr(9), onder(istandaard.IWmo))),
		fout: rij(later(ref("R1"))), goed: rij(eerder(nr(2)).met(door(aanbieder2)),
			later(nr(8), ref("R8")).met(onder(istandaard.IJw)), later(nr(9), ref("R8")).met(onder(istandaard.IWmo), declaratieNummer("D9"), kenmerk("K9")))},

	{regel: "TR318", naam: "before the last month", vooraf: rij(toewijzing(), later()),
		fout: rij(eerder()), goed: rij(declaratie("D1", "2026-04", regel323("R1", inMaart())))},
	{regel: "TR318", naam: "a month without support may be left out", vooraf: rij(toewijzing(), declaratie("D1", "2026-05", regel323("R1"))),
		fout: rij(later()), goed: rij(declaratie("D2", "2026-08", regel323("R2")))},
	{regel: "TR318", naam: "the later claim was refused as a whole", vooraf: rij(toewijzing()),
		fout: rij(later().afgekeurd("9321", deRegel...), eerder()), goed: rij(later().afgekeurd("9333", "Declaratie"), eerder())},
	{regel: "TR318", naam: "per municipality", vooraf: rij(toewijzing(), toewijzing(bij(gemeente2)), later()),
		fout: rij(eerder()), goed: rij(eerder().met(bij(gemeente2)))},

	{regel: "TR333", naam: "a claim was granted", vooraf: rij(toewijzing(), eerder()),
		fout: rij(later().met(declaratieNummer("D1"))), goed: rij(later())},
	{regel: "TR333", naam: "a claim was refused in part", vooraf: rij(toewijzing()),
		fout: rij(eerder().afgekeurd("9321", deRegel...), later().met(declaratieNummer("D1"))),
		goed: rij(eerder().afgekeurd("8214", "Declaratie"), later().met(declaratieNummer("D1")))},
	{regel: "TR333", naam: "a claim was refused by its header", vooraf: rij(toewijzing()),
		fout: rij(eerder(), later().met(declaratieNummer("D1"))),
		goed: rij(eerder().afgekeurd("8848", "Header"), later().met(declaratieNummer("D1")))},
	{regel: "TR333", naam: "at another municipality", vooraf: rij(toewijzing(), toewijzing(bij(gemeente2)), eerder()), ziet: Aanbieder,
		fout: rij(later().met(bij(gemeente2), declaratieNummer("D1"))), goed: rij(later().met(bij(gemeente2)))},

	{regel: "TR338", naam: "no such number", vooraf: rij(toewijzing()), fout: rij(eerder(nr(2))), goed: rij(eerder(nr(1)))},
	{regel: "TR338", naam: "of another client", vooraf: rij(toewijzing(), toewijzing(nr(2), voor(bsn2))),
		fout: rij(eerder(nr(2))), goed: rij(eerder(nr(2), voor(bsn2)))},
	{regel: "TR338", naam: "the allocation was refused", vooraf: rij(toewijzing(), toewijzing(nr(2), prod("B", "B1")).afgekeurd("9332", "Header")),
		fout: rij(eerder(nr(2))), goed: rij(eerder())},

	{regel: "TR323", naam: "no such line", vooraf: rij(toewijzing(), eerder()),
		fout: rij(terug(credit("R9"))), goed: rij(terug(credit("R1")))},
	{regel: "TR323", naam: "a refused line", vooraf: rij(toewijzing()),
		fout: rij(eerder().afgekeurd("9321", deRegel...), terug()), goed: rij(eerder(), terug())},
	{regel: "TR323", naam: "a line that waits", vooraf: rij(toewijzing(), eerder().zonderAntwoord()),
		fout: rij(terug()), goed: rij(antwoordOp(eerder()), terug())},
	{regel: "TR323", naam: "a credit line", vooraf: rij(toewijzing(), eerder(), terug()),
		fout: rij(declaratie("D3", "2026-04", regel323("R3", inMaart(), credit("R2")))),
		goed: rij(declaratie("D3", "2026-04", regel323("R3", inMaart())), declaratie("D4", "2026-04", regel323("R4", inMaart(), credit("R3"))))},
	{regel: "TR323", naam: "on another allocation", vooraf: rij(toewijzing(), toewijzing(nr(2), prod("B", "B1")), eerder()),
		fout: rij(terug(nr(2))), goed: rij(terug(nr(1)))},
	{regel: "TR323", naam: "another volume", vooraf: rij(toewijzing(), eerder()),
		fout: rij(terug(volume(4))), goed: rij(terug(volume(5)))},
	{regel: "TR323", naam: "another amount", vooraf: rij(toewijzing(), eerder()),
		fout: rij(terug(kost(19999))), goed: rij(terug(kost(20000)))},

	{regel: "TR390", naam: "taken back before", vooraf: rij(toewijzing(), eerder(), terug()),
		fout: rij(terug(ref("R3")).met(declaratieNummer("D3"), kenmerk("K3"))),
		goed: rij(declaratie("D3", "2026-04", regel323("R3", inMaart())))},
	{regel: "TR390", naam: "the first credit line was refused", vooraf: rij(toewijzing(), eerder()),
		fout: rij(terug(), terug(ref("R3")).met(declaratieNummer("D3"), kenmerk("K3"))),
		goed: rij(terug().afgekeurd("8021", deRegel...), terug(ref("R3")).met(declaratieNummer("D3"), kenmerk("K3")))},

	{regel: "TR389", naam: "the same month", vooraf: rij(toewijzing(), eerder()),
		fout: rij(later(inMaart())), goed: rij(later())},
	{regel: "TR389", naam: "it was taken back", vooraf: rij(toewijzing(), eerder()),
		fout: rij(later(inMaart())), goed: rij(terug(), declaratie("D3", "2026-04", regel323("R3", inMaart())))},
	{regel: "TR389", naam: "it is taken back in this message", vooraf: rij(toewijzing(), eerder()),
		fout: rij(later(inMaart())), goed: rij(declaratie("D2", "2026-04", regel323("R2", inMaart(), volume(6)), regel323("R3", inMaart(), credit("R1"))))},
	{regel: "TR389", naam: "it was refused", vooraf: rij(toewijzing()),
		fout: rij(eerder(), later(inMaart())), goed: rij(eerder().afgekeurd("9321", deRegel...), later(inMaart()))},
	{regel: "TR389", naam: "it waits", vooraf: rij(toewijzing(), eerder().zonderAntwoord()),
		fout: rij(later(inMaart())), goed: rij(antwoordOp(eerder(), weigert("R1")), later(inMaart()))},
	{regel: "TR389", naam: "another code within a category", vooraf: rij(toewijzing(prod("A", ""), zonderMaat()), eerder()),
		fout: rij(later(inMaart())), goed: rij(later(inMaart(), prod("A", "A2")))},
	{regel: "TR389", naam: "another allocation", vooraf: rij(toewijzing(), toewijzing(nr(2)), eerder()),
		fout: rij(later(inMaart())), goed: rij(later(inMaart(), nr(2)))},
}
