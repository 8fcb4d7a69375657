package io.keepwell.ui.shell;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import io.keepwell.ui.component.Notice;
import io.micronaut.context.annotation.Prototype;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Prototype
@ParentLayout(Shell.class)
@PageTitle("Something went wrong · Keepwell")
final class BrokenView extends Main implements HasErrorParameter<Exception> {
    private static final Logger LOG = LoggerFactory.getLogger(BrokenView.class);

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        LOG.error("event=screen_failed path={}", event.getLocation().getPath(), parameter.getException());
        addClassName("kw-page");
        add(Notice.page(
                "Something went wrong",
                "This screen could not be shown. It was noted; trying again may help.",
                Notice.way(event.getLocation().getPathWithQueryParameters(), "Try again")));
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
}
