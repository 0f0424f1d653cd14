"""Addresses of the discovery room."""

from django.urls import path

from boards.discovery import card_views, oembed_views, sitemap_views

app_name = "discovery"

urlpatterns = [
    path("posts/<int:pk>/card.png", card_views.card, name="card"),
    path("oembed/", oembed_views.provider, name="oembed"),
    path("robots.txt", sitemap_views.robots, name="robots"),
    path("sitemap.xml", sitemap_views.index, name="sitemap"),
    path("sitemap-lists.xml", sitemap_views.lists, name="sitemap-lists"),
    path("sitemap-<str:kind>-<int:number>.xml", sitemap_views.part, name="sitemap-part"),
]
