package io.keepwell.ui.report;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.IFrame;

/// A mail's page within a screen.
final class ReportFrame {
    private ReportFrame() {}

    /// @param html with its charts inside
    /// @param title for those who can't see it
    static Component of(String html, String title, String id) {
        IFrame frame = new IFrame();
        frame.setSrcdoc(html);
        // Its height can be asked for; nothing in it runs.
        frame.setSandbox(IFrame.SandboxType.ALLOW_SAME_ORIGIN);
        frame.setTitle(title);
        frame.setId(id);
        HtmlContainer mail = new HtmlContainer("kw-mail");
        mail.add(frame);
        return mail;
    }
}
