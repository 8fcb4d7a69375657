package io.keepwell.ui.account;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.setting.Firm;
import java.util.List;

/// An account's facts, one under the other.
final class AccountTimeline extends OrderedList {
    AccountTimeline(List<StoredFact<?>> facts, Firm firm) {
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
        item.add(new Span(FactSentence.of(stored.fact())));
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
            default -> "other";
        };
    }
}
