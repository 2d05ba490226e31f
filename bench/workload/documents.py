#!/usr/bin/env python3
"""documents.py N [SEED]: N partnerships as fact files, one a line; the same N and SEED give the same bytes."""
import json
import random
import sys
from datetime import date, timedelta

AS_OF = date(2025, 6, 30)
ISO = {d: (AS_OF + timedelta(days=d)).isoformat() for d in range(-3000, 400)}
VALUES = ["equity", "transparency", "solidarity", "learning", "integrity", "inclusion",
          "sustainability", "innovation", "respect", "accountability"]
ROLES = ["Programme lead", "Finance officer", "Data steward", "Field coordinator", "Communications lead",
         "Safeguarding focal point", "Monitoring officer", "Board liaison", "Procurement officer", "Volunteer manager",
         "Legal adviser", "Research lead", "Training lead", "Community organiser", "IT support", "Fundraising lead",
         "Quality manager", "Partnership secretary", "Logistics officer", "Risk owner"]
PEOPLE = ["A. Ndiaye", "B. Jørgensen", "C. O'Hara", "D. Kowalska", "E. Tanaka", "F. Müller", "G. Rossi", "H. Haddad",
          "I. Petrov", "J. Silva", "K. Lindqvist", "L. Mbeki", "M. Dubois", "N. García", "O. Yilmaz", "P. Novak"]
ORGS = ["Harbour Trust", "City Council", "Northern Clinic", "Río Foundation", "Open Skills", "Green Valley Coop",
        "St \"Brendan\" School", "Migrant Aid", "Food Bank Union", "River Institute"]
TASKS = ["Share the quarterly data", "Second one officer", "Publish the joint report", "Pay the second tranche",
         "Train ten facilitators", "Update the risk register", "Host the annual forum"]
STEPS = ["raise", "discuss", "mediate", "arbitrate", "close"]
OPTIONS = ["notice", "mutual", "breach", "expiry"]
INDICATORS = ["people reached", "referrals made", "cost per case", "satisfaction", "retention", "grants won"]


def document(r, i):
    q = r.random()  # how well run this partnership is: drives most probabilities below

    def yes(bad, good):
        return r.random() < bad + (good - bad) * q

    def put(obj, key, value, bad=0.85, good=0.995):
        """Most fields are there; some are null; some are absent."""
        if yes(bad, good):
            obj[key] = value
        elif r.random() < 0.5:
            obj[key] = None

    ids = ["A", "B", "C", "D"][:r.choice((2, 2, 2, 3, 3, 4))]
    shared = r.sample(VALUES, 3)
    parties = []
    share = 100 // len(ids)
    for k, p in enumerate(ids):
        own = r.sample(VALUES, r.randint(2, 4))
        values = list(dict.fromkeys([v for v in shared if yes(0.3, 1.0)] + own))
        party = {"id": p, "name": r.choice(ORGS), "values": values}
        put(party, "staff", int(3 + 400 * r.random() ** 2))
        put(party, "liaison", r.choice(PEOPLE), 0.6, 0.99)
        put(party, "budget_share", share + (100 - share * len(ids) if k == 0 else 0), 0.8, 0.99)
        parties.append(party)
    names = r.sample(ROLES, 15)
    roles = []
    for k in range(r.randint(5, 12 if r.random() < 0.8 else 15)):
        role = {"name": names[k] if yes(0.95, 1.0) else r.choice(names), "party": r.choice(ids)}
        put(role, "owner", r.choice(PEOPLE), 0.85, 1.0)
        put(role, "accountable_to", r.choice(("board", "steering group", "director")), 0.85, 1.0)
        roles.append(role)
    doc = {"id": f"P{i:06d}", "name": f"{r.choice(ORGS)} partnership {i}", "founded": ISO[-r.randint(400, 2900)]}
    model = {}
    put(model, "type", r.choice(("lead_partner", "joint_committee", "separate_entity", "informal")))
    put(model, "documented", yes(0.4, 1.0))
    put(doc, "model", model, 0.95, 1.0)
    doc["parties"] = parties
    doc["roles"] = roles
    conflict = {"exists": yes(0.5, 1.0)}
    put(conflict, "agreed_on", ISO[-r.randint(-60, 1500)])
    put(conflict, "steps", [s for s in STEPS if yes(0.3, 0.9)])
    put(conflict, "escalation", r.choice(("board chair", "external mediator", "directors")), 0.6, 1.0)
    put(conflict, "owner", r.choice([x.get("owner") for x in roles] + [r.choice(PEOPLE)]), 0.7, 1.0)
    put(doc, "conflict", conflict, 0.85, 1.0)
    decisions = {"seats": [{"party": p, "n": r.choice((0, 1, 2, 2, 2, 3))} for p in ids if yes(0.8, 1.0)]}
    put(decisions, "quorum", r.randint(1, 5))
    put(decisions, "chair_rotates", yes(0.2, 0.8))
    put(doc, "decisions", decisions, 0.9, 1.0)
    meetings = []
    for d in sorted(r.sample(range(-700, 60), int(1 + 9 * r.random() * (0.4 + 0.6 * q)))):
        attendees = [{"party": p, "n": r.randint(1, 4)} for p in ids if yes(0.7, 0.999)]
        meetings.append({"date": ISO[d], "mode": r.choice(("face_to_face", "video", "video")), "attendees": attendees})
    put(doc, "meetings", meetings, 0.95, 1.0)
    commitments = []
    for _ in range(int(30 * r.random() ** 2)):
        d = r.randint(-600, 200)
        c = {"by": r.choice(ids), "text": r.choice(TASKS), "due": ISO[d], "done": None}
        if d <= 0 and yes(0.6, 1.0):
            c["done"] = ISO[min(0, d - r.randint(0, 30) if yes(0.5, 0.97) else d + r.randint(1, 90))]
        commitments.append(c)
    doc["commitments"] = commitments
    feedback = []
    for _ in range(int(60 * r.random() ** 3)):
        level = r.choice(("strategic", "managerial", "operational"))
        score = max(1, min(5, int(r.gauss(2.5 + 2.2 * q, 1.0) + 0.5)))
        feedback.append({"party": r.choice(ids), "level": level, "date": ISO[-r.randint(0, 360)], "score": score})
    put(doc, "feedback", feedback, 0.95, 1.0)
    indicators = []
    for name in r.sample(INDICATORS, r.randint(0, 5)):
        target = r.randint(10, 500)
        ind = {"name": name, "target": target}
        put(ind, "actual", round(target * (0.5 + 0.7 * q + 0.3 * r.random()), 1))
        put(ind, "last_measured", ISO[-int(500 * r.random() ** (1 + q))])
        indicators.append(ind)
    evaluation = {"indicators": indicators}
    put(evaluation, "planned", yes(0.5, 1.0))
    put(doc, "evaluation", evaluation, 0.9, 1.0)
    termination = {"options": [o for o in OPTIONS if yes(0.3, 0.9)]}
    put(termination, "notice_days", r.choice((30, 60, 90, 180)))
    put(termination, "exit_plan", yes(0.3, 1.0))
    put(doc, "termination", termination, 0.9, 1.0)
    changes = []
    for _ in range(r.choice((0, 0, 1, 2, 3, 4))):
        kind = r.choice(("staff", "budget", "scope", "leadership"))
        changes.append({"date": ISO[-r.randint(0, 700)], "kind": kind, "party": r.choice(ids), "notified": yes(0.5, 1.0)})
    doc["changes"] = changes
    return doc


def main():
    n = int(sys.argv[1])
    r = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    for i in range(n):
        facts = document(r, i)
        file = {"partnership": facts["id"], "today": AS_OF.isoformat(), "facts": facts}
        print(json.dumps(file, ensure_ascii=False, separators=(",", ":")))


main()
