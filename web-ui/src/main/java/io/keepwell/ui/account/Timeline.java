package io.keepwell.ui.account;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.money.BillingInterval;
import io.keepwell.core.money.Money;
import io.keepwell.core.setting.Firm;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// An account's facts, one under the other.
final class Timeline extends OrderedList {
    Timeline(List<StoredFact<?>> facts, Firm firm) {
        addClassName("kw-timeline");
        facts.forEach(stored -> add(item(stored, firm)));
    }

    private static ListItem item(StoredFact<?> stored, Firm firm) {
        Element time = new Element("time")
                .setText(ValueFormat.moment(stored.occurredAt(), firm.zone().id()))
                .setAttribute("datetime", stored.occurredAt().toString())
                .setAttribute(
                        "title",
                        "received "
                                + ValueFormat.moment(
                                        stored.receivedAt(), firm.zone().id()));
        ListItem item = new ListItem();
        item.getElement().appendChild(time);
        item.add(new Span(told(stored.fact())));
        item.addClassName(className(stored.fact()));
        if (stored.fact() instanceof SurveyAnswer answer && !answer.comment().isEmpty()) {
            item.getElement().appendChild(new Element("q").setText(answer.comment()));
        }
        return item;
    }

    private static String className(Fact fact) {
        return switch (fact) {
            case AccountProfile _ -> "profile";
            case SubscriptionChange _ -> "subscription";
            case SurveyAnswer _ -> "answer";
        };
    }

    /// A fact in a sentence.
    static String told(Fact fact) {
        return switch (fact) {
            case AccountProfile profile -> profile(profile);
            case SubscriptionChange change -> subscription(change);
            case SurveyAnswer answer ->
                answer.kind() + " answer: " + answer.score() + " on " + answer.scaleLow() + " to "
                        + answer.scaleHigh()
                        + (answer.question().isEmpty() ? "" : " · " + answer.question());
        };
    }

    private static String profile(AccountProfile profile) {
        String values = Dimension.ALL.stream()
                .filter(dimension -> !profile.leaf().value(dimension).isEmpty())
                .map(dimension -> dimension.id() + " " + profile.leaf().value(dimension))
                .collect(Collectors.joining(", "));
        String name = profile.name().isEmpty() ? "Profile" : "Profile: " + profile.name();
        return values.isEmpty() ? name : name + " · " + values;
    }

    private static String subscription(SubscriptionChange change) {
        String what = switch (change.step()) {
            case START -> "starts";
            case CHANGE -> "changes";
            case PAUSE -> "pauses";
            case RESUME -> "resumes";
            case CANCEL -> "is cancelled";
            case END -> "ends";
        };
        return "Subscription " + change.subscriptionId() + " " + what
                + change.terms().map(terms -> ": " + terms(terms)).orElse("")
                + change.endsOn()
                        .map(day -> ", runs out on " + ValueFormat.day(day))
                        .orElse("")
                + (change.reason().isEmpty() ? "" : " · " + change.reason());
    }

    private static String terms(SubscriptionChange.Terms terms) {
        String price = ValueFormat.amount(
                Money.units(terms.price().micros()), Unit.MONEY, terms.price().currency());
        String quantity = terms.quantity() == 1 ? "" : ValueFormat.count(terms.quantity()) + " × ";
        BillingInterval interval = terms.interval();
        String unit = interval.unit().name().toLowerCase(Locale.ROOT);
        return quantity
                + price
                + (interval.count() == 1 ? " a " + unit : " for " + interval.count() + " " + unit + "s");
    }
}
