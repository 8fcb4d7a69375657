package io.keepwell.importing.guess;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the head of a column says that it holds, in English and some neighbouring languages.
enum Role {
    ACCOUNT(
            "(account|customer|client|company|organi[sz]ation|org|tenant|kunde|kunden|kundennummer|kundennr|kundenid"
                    + "|firma|unternehmen|compte|entreprise|societe|cliente|empresa|cuenta|klant|bedrijf|azienda)",
            "cus"),
    PERSON("(email|e mail|mail|contact|person|user|respondent|requester|member|nutzer|benutzer|kontakt|utilisateur"
            + "|usuario|correo|courriel|contacts)"),
    ID(
            "^(id|#|key|uuid|guid|nr|no|number|nummer|numero|ref|reference)$",
            "(response|respondent|record|ticket|case|conversation|subscription|order|invoice|payment|charge|transaction|deal|opportunity|survey|event|request)"
                    + " (id|key|number|nr|no|uuid|ref|#)",
            "(antwort|vorgangs?|rechnungs?|bestell|abo|vertrags?|ticket|datensatz|deal) ?(id|nummer|nr)",
            "(id|numero|no|n) (de |du |de la )?(reponse|ticket|facture|commande|abonnement|respuesta|factura|pedido"
                    + "|suscripcion|contrat|contrato)"),
    REPLIED(
            "first (response|reply|answer|responded|replied|admin reply|agent reply)",
            "(erste antwort|erstantwort|erstreaktion|premiere reponse|primera respuesta|replied|answered|first reply)"),
    RESOLVED(
            "(resolved|solved|closed|completed|resolution|geloe?st(datum)?|geschlossen|abschluss[a-z]*|abgeschlossen|erledigt|resolu|ferme|cloture|resuelto"
                    + "|cerrado|close)"),
    CANCELLED(
            "(cancel|cancell?ed|cancell?ation|kue?ndigung[a-z]*|gekue?ndigt|resiliation|resilie|annule|annulation|cancelado"
                    + "|cancelacion|baja)"),
    END("(end|ended|ends|expire|expires|expired|expiry|until|to|termination|terminated|churned|churn|ende|bis|ablauf"
            + "|vertragsende|laufzeitende|enddatum|ablaufdatum|fin|vencimiento|scadenza)"),
    TRIAL("(trial|testphase|essai|prueba)"),
    START("(start|started|begin|begins|begun|since|from|activated|activation|signup|sign up|signed|beginn|ab|seit"
            + "|vertragsbeginn|startdatum|laufzeitbeginn|anfang|debut|inicio|inizio|alta)"),
    CREATED(
            "(created|create|opened|submitted|submit|received|reported|date|time|timestamp|day|at|on|datum|(?!geburts)[a-z]+datum|erstellt|erstellung|angelegt"
                    + "|eroe?ffnet|eingang|zeitpunkt|zeit|zeitstempel|beantwortet|cree|creation|ouvert|soumis|fecha|creado|abierto"
                    + "|hora|data|paid|paye|bezahlt|answered|responded|enviado)"),
    CHANGED("(updated|modified|changed|synced|last|geae?ndert|ae?nderung[a-z]*|aktualisier[a-z]*|modifie|actualizado)"),
    SCORE("(score|rating|nps|csat|ces|recommend|likely|satisfied|satisfaction|stars|bewertung|weiterempfehlen"
            + "|weiterempfehlung|empfehlen|zufrieden|zufriedenheit|note|recommander|recommanderiez|recommandation"
            + "|puntuacion|recomendar|recomendaria|recomiende|calificacion|satisfaccion|punkte)"),
    COMMENT(
            "(comment|comments|feedback|remark|verbatim|reason|text|improve|better|why|besser|verbessern|kommentar|anmerkung|grund|begrundung|commentaire|avis|raison|comentario|comentarios|motivo|message|body|ended"
                    + " response)"),
    AMOUNT("(amount|price|mrr|arr|value|total|revenue|fee|unit amount|betrag|preis|wert|umsatz|summe|monatspreis"
            + "|montant|prix|valeur|importe|precio|valor|monto|prezzo|cents)"),
    CURRENCY("(currency|wae?hrung|devise|moneda|valuta)"),
    INTERVAL("(interval|billing period|billing cycle|billing|frequency|period|term|cadence|zeitraum|abrechnung|turnus"
            + "|intervall|zahlweise|periodicite|frequence|periode|periodo|frecuencia|periodicidad)"),
    QUANTITY("(quantity|qty|seats|seat|licen[sc]es|units|menge|anzahl|platze|lizenzen|nutzerzahl|quantite|nombre"
            + "|cantidad|licencias|sieges)"),
    STATUS("(status|state|stage|phase|etat|statut|estado|zustand|etape|etapa)"),
    OWNER("(owner|manager|csm|account manager|betreuer|verantwortlich|responsable|gestor)"),
    SEGMENT("(segment|tier|groe?sse|size)"),
    INDUSTRY("(industry|sector|branche|secteur|industria)"),
    REGION("(region|country|land|pays|pais|paese|territory)"),
    PLAN("(plan|package|tarif|paket|formule|edition)"),
    PRODUCT("(product|produkt|produit|producto|item)"),
    CHANNEL("(channel|source|kanal|canal)"),
    AGENT("(agent|assignee|assigned|bearbeiter|agente)"),
    NAME("(name|nom|nombre|title|titel|bezeichnung|firmenname)"),
    TICKET("(ticket|case|conversation|subject|priority|anfrage|vorgang|betreff|demande|solicitud|incidencia)"),
    DEAL("(deal|opportunity|pipeline|stage|verkaufschance|opportunite|oportunidad|affaire|negocio)"),
    SUBSCRIPTION(
            "(subscription|subscriptions|mrr|arr|abos?|abonnements?|abo[a-z]*(nummer|nr|beginn|ende|preis)|vertrag[a-z]*|laufzeit[a-z]*|contract|suscripcion|recurring|plan|seats)"),
    PAYMENT("(payment|payments|charge|charges|invoice|invoices|paid|refund|refunds|transaction|transactions|zahlung"
            + "|zahlungen|rechnung|rechnungen|paiement|paiements|facture|pago|pagos|factura)"),
    NPS("(nps|recommend|likely|weiterempfehlen|weiterempfehlung|empfehlen|recommander|recommanderiez|recommandation"
            + "|recomendar|recomendaria|recomiende)"),
    EFFORT("(ces|effort|easy|ease|aufwand|einfach|facil|facile)");

    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}#]+");

    private final Pattern pattern;

    Role(String... patterns) {
        this.pattern = Pattern.compile(Arrays.stream(patterns)
                .map(each -> each.startsWith("^") ? each : "(^| )" + each + "( |$)")
                .collect(Collectors.joining("|")));
    }

    boolean isSaidBy(String words) {
        return pattern.matcher(words).find();
    }

    /// A head as plain words: `firstResponse_at` and `First response (at)` are both `first response at`.
    static String words(String head) {
        String plain =
                MARKS.matcher(Normalizer.normalize(head, Normalizer.Form.NFD)).replaceAll("");
        return NO_WORD.matcher(HUMP.matcher(plain).replaceAll(" "))
                .replaceAll(" ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
