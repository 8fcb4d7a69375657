package io.keepwell.ui.overview;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.keepwell.ui.shell.Shell;
import io.micronaut.context.annotation.Prototype;

@Route(value = "", layout = Shell.class)
@PageTitle("Overview · Keepwell")
@Prototype
final class OverviewView extends Main {
    OverviewView() {
        setText("Hi");
    }
}
