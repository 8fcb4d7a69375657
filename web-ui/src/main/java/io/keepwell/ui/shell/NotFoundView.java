package io.keepwell.ui.shell;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import io.keepwell.ui.component.Notice;
import io.micronaut.context.annotation.Prototype;
import jakarta.servlet.http.HttpServletResponse;

@Prototype
@ParentLayout(Shell.class)
@PageTitle("Not found · Keepwell")
final class NotFoundView extends Main implements HasErrorParameter<NotFoundException> {
    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        addClassName("kw-page");
        add(Notice.page(
                "There is nothing here",
                parameter.hasCustomMessage()
                        ? parameter.getCustomMessage()
                        : "The address may be mistyped, or what it named is gone.",
                Notice.way(".", "To the overview")));
        return HttpServletResponse.SC_NOT_FOUND;
    }
}
