package io.keepwell.deploy.demo;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Shows the caught mails in the browser: a list at the root, a mail by its number, its attachments by theirs.
final class MailCatcherPage extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient MailCatcher catcher;

    MailCatcherPage(MailCatcher catcher) {
        this.catcher = catcher;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
        List<MailCatcher.Mail> mails = catcher.mails();
        String[] parts = path.substring(1).split("/", -1);
        try {
            if (parts[0].isEmpty()) {
                html(response, list(mails, request.getContextPath() + request.getServletPath()));
            } else if (parts.length == 1) {
                html(response, mails.get(Integer.parseInt(parts[0])).html());
            } else {
                MailCatcher.Attachment attachment =
                        mails.get(Integer.parseInt(parts[0])).attachments().get(Integer.parseInt(parts[1]));
                response.setContentType(attachment.type());
                response.getOutputStream().write(attachment.content());
            }
        } catch (IndexOutOfBoundsException | NumberFormatException none) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND, "There is no such mail.");
        }
    }

    private static String list(List<MailCatcher.Mail> mails, String base) {
        StringBuilder page = new StringBuilder("""
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Caught mail</title>
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <style>
                  body { font: 15px/1.5 system-ui, sans-serif; margin: 40px auto; max-width: 760px; padding: 0 16px; color: #1f2430 }
                  h1 { font-size: 22px } p { color: #667085 }
                  li { border: 1px solid #e3e6ec; border-radius: 12px; padding: 14px 18px; margin: 10px 0; list-style: none }
                  ul { padding: 0 } a { color: #4f46e5; font-weight: 600; text-decoration: none } small { color: #667085 }
                </style>
                <h1>Caught mail</h1><p>The demo sends no mail anywhere: all of it is caught here.</p><ul>
                """);
        if (mails.isEmpty()) {
            page.append("<li>No mail yet. Sending a report fills this page.</li>");
        }
        for (int i = mails.size() - 1; i >= 0; i--) {
            MailCatcher.Mail mail = mails.get(i);
            page.append("<li><a href=\"%s/%d\">%s</a><br><small>to %s</small>"
                    .formatted(base, i, escaped(mail.subject()), escaped(mail.to())));
            for (int j = 0; j < mail.attachments().size(); j++) {
                page.append(" <small>· <a href=\"%s/%d/%d\">%s</a></small>"
                        .formatted(base, i, j, escaped(mail.attachments().get(j).name())));
            }
            page.append("</li>");
        }
        return page.append("</ul></html>").toString();
    }

    private static void html(HttpServletResponse response, String html) throws IOException {
        response.setContentType("text/html;charset=utf-8");
        response.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
