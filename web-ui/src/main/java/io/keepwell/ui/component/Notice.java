package io.keepwell.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;

/// Says that there is nothing to show, why, and what to do about it.
public final class Notice extends Div {
    private Notice(String className, Component... content) {
        super(content);
        addClassNames("kw-notice", className);
    }

    /// In the place of a whole screen.
    public static Notice page(String title, String text, Component... ways) {
        Notice notice = new Notice("kw-notice-page", new H1(title), new Paragraph(text));
        notice.add(ways);
        return notice;
    }

    /// In the place of a list, chart or figure that is empty.
    public static Notice empty(String text) {
        return new Notice("kw-notice-empty", new Paragraph(text));
    }

    /// Beside a figure that there is none of: the reason. Nothing went wrong.
    public static Notice reason(String text) {
        return new Notice("kw-notice-reason", new Paragraph(text));
    }

    /// Beside a figure that is less sure than it looks: why.
    public static Notice warning(String text) {
        return new Notice("kw-notice-warning", new Paragraph("Take care: " + text));
    }

    /// Above a screen whose address wasn't understood as a whole.
    ///
    /// @param sentences what of it wasn't
    public static Notice misread(List<String> sentences, Component... ways) {
        Notice notice = new Notice(
                "kw-notice-warning",
                new Paragraph("Not all of this address was understood. What is shown is without it:"));
        sentences.forEach(sentence -> notice.add(new Paragraph(sentence)));
        notice.add(ways);
        notice.setId("misread");
        notice.getElement().setAttribute("role", "alert");
        return notice;
    }

    /// In the place of something that failed.
    public static Notice problem(String text, Component... ways) {
        Notice notice = new Notice("kw-notice-problem", new Paragraph(text));
        notice.getElement().setAttribute("role", "alert");
        notice.add(ways);
        return notice;
    }

    /// A link out of it.
    public static Anchor way(String href, String text) {
        Anchor way = new Anchor(href, text);
        way.addClassName("kw-way");
        return way;
    }
}
