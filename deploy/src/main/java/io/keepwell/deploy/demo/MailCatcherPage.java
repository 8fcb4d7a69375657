package io.keepwell.deploy.demo;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/// Shows the caught mails in the browser: a list at the root, a mail by its number, its attachments by theirs.
final class MailCatcherPage extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String LIST = "io/keepwell/deploy/demo/caught-mail.html";
    private static final TemplateEngine TEMPLATES = templates();

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

    /// A mail in the list.
    ///
    /// @param files that came with it
    record Line(String address, String subject, String to, List<FileLink> files) {}

    /// A file to fetch.
    record FileLink(String address, String name) {}

    /// The list, newest first.
    static String list(List<MailCatcher.Mail> mails, String base) {
        List<Line> lines = new ArrayList<>();
        for (int i = mails.size() - 1; i >= 0; i--) {
            MailCatcher.Mail mail = mails.get(i);
            String address = base + "/" + i;
            List<FileLink> files = new ArrayList<>();
            for (int j = 0; j < mail.attachments().size(); j++) {
                files.add(new FileLink(
                        address + "/" + j, mail.attachments().get(j).name()));
            }
            lines.add(new Line(address, mail.subject(), mail.to(), files));
        }
        return TEMPLATES.process(LIST, new Context(Locale.ENGLISH, Map.of("lines", lines)));
    }

    private static TemplateEngine templates() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(MailCatcherPage.class.getClassLoader());
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        TemplateEngine templates = new TemplateEngine();
        templates.setTemplateResolver(resolver);
        return templates;
    }

    private static void html(HttpServletResponse response, String html) throws IOException {
        response.setContentType("text/html;charset=utf-8");
        response.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
    }
}
