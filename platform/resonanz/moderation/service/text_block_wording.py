"""The text blocks that ship."""

from dataclasses import dataclass
from typing import Final

from resonanz.kernel.i18n import LazyText, lazy

from ..domain.text_blocks import Purpose


@dataclass(frozen=True, slots=True)
class Shipped:
    """A block as it ships."""

    purpose: Purpose
    title: LazyText
    text: LazyText


SHIPPED: Final = {
    "return.small": Shipped(
        Purpose.RETURN,
        lazy("Nur eine Kleinigkeit"),
        lazy(
            "Danke für Ihre Bewertung. Es fehlt nur eine kleine Änderung, dann kann sie "
            "erscheinen. Alles andere kann bleiben, wie es ist."
        ),
    ),
    "return.impression": Shipped(
        Purpose.RETURN,
        lazy("Erlebtes und Vermutung trennen"),
        lazy(
            "Bitte machen Sie deutlich, was Sie selbst erlebt haben und was Sie vermuten, zum "
            "Beispiel mit „Mein Eindruck war“. Ihre Kritik darf so deutlich bleiben, wie sie ist."
        ),
    ),
    "return.concrete": Shipped(
        Purpose.RETURN,
        lazy("Genauer beschreiben"),
        lazy(
            "Was ist genau geschehen, und wann ungefähr? Ein oder zwei konkrete Angaben helfen "
            "anderen mehr als ein hartes Wort."
        ),
    ),
    "return.agency": Shipped(
        Purpose.RETURN,
        lazy("Richtige Agentur?"),
        lazy(
            "Uns scheint, dass Ihre Bewertung eine andere Agentur meint. Bitte sehen Sie nach, "
            "welche Sie ausgewählt haben, und senden Sie sie dann noch einmal."
        ),
    ),
    "return.recognisable": Shipped(
        Purpose.RETURN,
        lazy("Schutz vor Wiedererkennen"),
        lazy(
            "An diesen Einzelheiten könnte die Agentur Sie erkennen. Wenn Sie das nicht möchten, "
            "schreiben Sie die Stelle bitte allgemeiner. Wenn es Ihnen recht ist, senden Sie die "
            "Bewertung einfach unverändert noch einmal."
        ),
    ),
    "reject.again": Shipped(
        Purpose.REJECT,
        lazy("Neu schreiben ist möglich"),
        lazy(
            "Ihre Erfahrung interessiert uns weiterhin: Sie können jederzeit eine neue Bewertung "
            "schreiben, die unsere Regeln einhält."
        ),
    ),
    "reject.copies": Shipped(
        Purpose.REJECT,
        lazy("Gleiche Texte"),
        lazy(
            "Mehrere Bewertungen stimmen im Wortlaut weitgehend überein und kamen kurz "
            "nacheinander. Wir gehen deshalb nicht von einer eigenen Erfahrung aus. Wenn wir uns "
            "irren, sagen Sie es uns bitte mit einer Beschwerde."
        ),
    ),
    "reply.small": Shipped(
        Purpose.REPLY,
        lazy("Nur eine Kleinigkeit"),
        lazy(
            "Danke für Ihre Antwort. Es fehlt nur eine kleine Änderung, dann kann sie erscheinen. "
            "Alles andere kann bleiben, wie es ist."
        ),
    ),
    "reply.person": Shipped(
        Purpose.REPLY,
        lazy("Nicht auf die Person schließen"),
        lazy(
            "Bitte schreiben Sie nichts, woran andere die Person hinter der Bewertung erkennen "
            "könnten, auch keine Vermutung, wer sie ist. Antworten Sie auf das, was beschrieben "
            "ist."
        ),
    ),
    "reply.dispute": Shipped(
        Purpose.REPLY,
        lazy("Lieber beanstanden"),
        lazy(
            "Wenn Sie meinen, dass es den Kontakt nicht gab oder eine Angabe falsch ist, "
            "beanstanden Sie die Bewertung bitte in Ihrem Bereich. Das prüfen wir, und in der "
            "Antwort braucht es diesen Vorwurf dann nicht."
        ),
    ),
    "hearing.contact": Shipped(
        Purpose.HEARING,
        lazy("Kontakt wird bestritten"),
        lazy(
            "Die Agentur findet keinen Kontakt zu Ihnen. Bitte schreiben Sie uns, wann, auf "
            "welchem Weg und worüber Sie mit ihr zu tun hatten. Am meisten hilft ein Beleg, zum "
            "Beispiel eine Einladung, eine Absage oder ein Mailwechsel. Schwärzen dürfen Sie "
            "alles, was dafür nicht nötig ist. Die Agentur bekommt nur, was Sie ankreuzen."
        ),
    ),
    "hearing.fact": Shipped(
        Purpose.HEARING,
        lazy("Eine Tatsache wird bestritten"),
        lazy(
            "Eine Tatsache in Ihrer Bewertung wird bestritten. Bitte schreiben Sie uns, wie es aus "
            "Ihrer Sicht war und woran Sie sich dabei erinnern. Wenn Sie die Stelle lieber anders "
            "fassen, können Sie Ihre Bewertung auch bearbeiten."
        ),
    ),
    "hearing.recognised": Shipped(
        Purpose.HEARING,
        lazy("Jemand sieht sich erkannt"),
        lazy(
            "Jemand schreibt, in Ihrer Bewertung erkennbar zu sein. Bitte sehen Sie sich die "
            "Stelle an: Ist Ihre Erfahrung auch ohne diese Angabe zu verstehen? Dann bearbeiten "
            "Sie den Text. Wenn die Angabe nötig ist, schreiben Sie uns bitte, warum."
        ),
    ),
    "ask_more.course": Shipped(
        Purpose.ASK_MORE,
        lazy("Mehr zum Ablauf"),
        lazy(
            "Danke für Ihre Antwort. Uns fehlt noch etwas: Wann ungefähr war der Kontakt, auf "
            "welchem Weg, und was kam danach? Ein paar Sätze genügen."
        ),
    ),
    "ask_more.document": Shipped(
        Purpose.ASK_MORE,
        lazy("Noch ein Beleg"),
        lazy(
            "Danke für Ihre Antwort. Die Agentur bestreitet den Kontakt weiterhin. Haben Sie noch "
            "etwas, das ihn zeigt, zum Beispiel eine Mail oder eine Nachricht? Privates dürfen "
            "Sie schwärzen."
        ),
    ),
    "ask_more.unreadable": Shipped(
        Purpose.ASK_MORE,
        lazy("Beleg nicht lesbar"),
        lazy(
            "Danke für den Beleg. Leider ist darauf nicht zu erkennen, um welche Agentur und "
            "welche Zeit es geht. Könnten Sie eine Fassung schicken, auf der Absender und Datum "
            "zu lesen sind?"
        ),
    ),
    "forward.account": Shipped(
        Purpose.FORWARD,
        lazy("Schilderung liegt vor"),
        lazy(
            "Die Autorin oder der Autor hat den Kontakt geschildert und freigegeben, was Sie hier "
            "lesen. Bitte sehen Sie nach, ob Sie den Vorgang in Ihren Unterlagen finden, und "
            "antworten Sie innerhalb von sieben Tagen."
        ),
    ),
    "forward.shown_to_us": Shipped(
        Purpose.FORWARD,
        lazy("Beleg lag nur uns vor"),
        lazy(
            "Die Autorin oder der Autor hat uns einen Beleg gezeigt und gibt ihn nicht weiter. "
            "Nach unserer Prüfung zeigt er einen Kontakt mit Ihrer Agentur. Bestreiten Sie ihn "
            "weiterhin?"
        ),
    ),
    "decision.opinion": Shipped(
        Purpose.DECISION,
        lazy("Meinung"),
        lazy(
            "Die beanstandete Stelle ist eine Meinung. Sie ist deutlich, beruht aber auf einem "
            "eigenen Erlebnis und setzt niemanden herab. Deshalb bleibt sie stehen."
        ),
    ),
    "decision.contact": Shipped(
        Purpose.DECISION,
        lazy("Kontakt ist gezeigt"),
        lazy(
            "Der Kontakt ist nach unserer Prüfung ausreichend gezeigt. Deshalb bleibt die "
            "Bewertung online."
        ),
    ),
    "decision.nothing_new": Shipped(
        Purpose.DECISION,
        lazy("Nichts Neues"),
        lazy(
            "Über diesen Punkt haben wir schon entschieden. Neue Tatsachen haben wir in der "
            "Meldung nicht gefunden."
        ),
    ),
    "decision.unclear": Shipped(
        Purpose.DECISION,
        lazy("Schwerer Vorwurf, nicht geklärt"),
        lazy(
            "Beide Seiten schildern den Punkt verschieden, und er ließ sich nicht klären. Weil der "
            "Vorwurf schwer wiegt und nichts ihn stützt, kann er so nicht stehen bleiben. Damit "
            "ist nicht gesagt, dass er falsch ist."
        ),
    ),
    "decision.edited": Shipped(
        Purpose.DECISION,
        lazy("Stelle wurde geändert"),
        lazy(
            "Die Autorin oder der Autor hat die Stelle geändert. Damit ist der Grund der "
            "Beanstandung weggefallen."
        ),
    ),
    "complaint.upheld": Shipped(
        Purpose.COMPLAINT,
        lazy("Sie haben recht"),
        lazy(
            "Sie haben recht: Das haben wir beim ersten Mal übersehen. Wir haben die Entscheidung "
            "geändert. Danke, dass Sie uns darauf hingewiesen haben."
        ),
    ),
    "complaint.dismissed": Shipped(
        Purpose.COMPLAINT,
        lazy("Es bleibt dabei"),
        lazy(
            "Ich war an der ersten Entscheidung nicht beteiligt und habe den Fall von Anfang an "
            "gelesen. Ich komme zum selben Ergebnis, und zwar aus diesem Grund:"
        ),
    ),
    "complaint.further": Shipped(
        Purpose.COMPLAINT,
        lazy("Wege danach"),
        lazy(
            "Wenn Sie weiter anderer Meinung sind, stehen Ihnen eine außergerichtliche "
            "Streitbeilegung und der Weg zum Gericht offen."
        ),
    ),
}
