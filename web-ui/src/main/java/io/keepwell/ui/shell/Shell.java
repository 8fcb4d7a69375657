package io.keepwell.ui.shell;

import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.RouterLayout;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.ZoneRulesVersion;
import io.keepwell.ui.access.AccessNavigation;
import io.keepwell.ui.access.SignedIn;
import io.keepwell.ui.component.Brand;
import io.micronaut.context.annotation.Prototype;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/// The frame around every screen: the navigation on the left, or in a drawer where there is little room.
@JavaScript("context://keepwell.js")
@Prototype
public final class Shell extends AppLayout implements RouterLayout, AfterNavigationObserver {
    private final transient Settings settings;
    private final transient Clock clock;
    private final transient Map<NavigationItem, Anchor> doors = new LinkedHashMap<>();

    Shell(Collection<NavigationItem> rooms, Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        setPrimarySection(Section.DRAWER);
        addClassName("kw-shell");
        addToNavbar(new DrawerToggle(), new Brand());

        Nav nav = new Nav();
        nav.setAriaLabel("Rooms");
        nav.addClassName("kw-nav");
        rooms.stream().sorted(Comparator.comparingInt(NavigationItem::place)).forEach(room -> {
            Anchor door = new Anchor(room.path(), room.title());
            door.setId("room-" + (room.path().isEmpty() ? "overview" : room.path()));
            doors.put(room, door);
            nav.add(door);
        });
        Div drawer = new Div(new Brand(), nav, foot());
        drawer.addClassName("kw-drawer");
        addToDrawer(drawer);
    }

    private Div foot() {
        Span firm = new Span(settings.firm().name());
        firm.addClassName("kw-firm");
        Div foot = new Div(firm);
        SignedIn.current().ifPresent(person -> {
            Span name = new Span(person.member().name());
            name.setId("signed-in-name");
            name.addClassName("kw-quiet");
            foot.add(name);
        });
        Button out = new Button("Sign out", _ -> getUI().ifPresent(AccessNavigation::signOut));
        out.setId("sign-out");
        out.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        Div actions = new Div(out);
        actions.addClassName("kw-foot-actions");
        actions.getElement().appendChild(new Element("kw-scheme"));
        foot.add(actions, zoneRules());
        foot.addClassName("kw-foot");
        return foot;
    }

    private Span zoneRules() {
        Span rules = new Span(ZoneRulesText.text(ZoneRulesVersion.inUse(), settings.zoneRules()));
        rules.setId("zone-rules");
        rules.setTitle(ZoneRulesText.meaning(settings.firm().zone()));
        rules.addClassName("kw-quiet");
        return rules;
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        LocalDate today = settings.firm().zone().today(clock);
        Selection selection = Selection.of(event.getLocation().getQueryParameters(), today);
        String path = event.getLocation().getPath();
        doors.forEach((room, door) -> {
            door.setHref(room.enter(selection).href());
            if (room.holds(path)) {
                door.getElement().setAttribute("aria-current", "page");
            } else {
                door.getElement().removeAttribute("aria-current");
            }
        });
    }
}
