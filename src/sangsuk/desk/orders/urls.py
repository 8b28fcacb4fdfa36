"""Addresses of this wing: orders and news."""

from django.urls import URLPattern, path

from .views import doing, news, orders, receiving, standing


def paths() -> list[URLPattern]:
    return [
        path("orders", orders.listed, name="orders"),
        path("orders/new", orders.new, name="order_new"),
        path("orders/late", standing.late, name="orders_late"),
        path("orders/<int:pk>", orders.one, name="order"),
        path("orders/<int:pk>/edit", orders.edit, name="order_edit"),
        path("orders/<int:pk>/paper.pdf", orders.paper, name="order_paper"),
        path("orders/<int:pk>/files/<int:file_id>", orders.file, name="order_file"),
        path("orders/<int:pk>/attach", doing.attach, name="order_attach"),
        path("orders/<int:pk>/files/<int:file_id>/remove", doing.detach, name="order_detach"),
        path("orders/<int:pk>/moves/<slug:name>", doing.move, name="order_move"),
        path("orders/<int:pk>/acknowledge", receiving.acknowledge, name="order_acknowledge"),
        path("orders/<int:pk>/report", receiving.report, name="order_report"),
        path("orders/<int:pk>/standing", standing.standing, name="order_standing"),
        path("orders/<int:pk>/remind", standing.remind, name="order_remind"),
        path("orders/<int:pk>/acknowledged.<slug:form>", standing.sheet, name="order_sheet"),
        path("news", news.listed, name="news"),
        path("news/new", news.new, name="news_new"),
        path("news/<int:pk>", news.one, name="news_one"),
        path("news/<int:pk>/edit", news.edit, name="news_edit"),
        path("news/<int:pk>/pictures", news.add_picture, name="news_picture_add"),
        path("news/<int:pk>/pictures/<int:picture_id>", news.picture, name="news_picture"),
        path("news/<int:pk>/pictures/<int:picture_id>/remove", news.remove_picture, name="news_picture_remove"),
        path("news/<int:pk>/moves/<slug:name>", news.move, name="news_move"),
    ]
