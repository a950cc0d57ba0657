"""What people call the columns of their lists, besides the labels of the interface in its languages."""

from collections.abc import Mapping

Aliases = Mapping[str, tuple[str, ...]]
OWN_ALIASES: Aliases = {
    "name": (
        *("organisation", "organization", "association", "group", "name of the organisation"),
        *("denominazione", "nome", "associazione", "ragione sociale", "nome associazione", "ente", "gruppo"),
        *("nom", "nom de l'association", "nombre", "nombre de la asociación", "asociación"),
        *("назва", "назва організації", "організація", "الاسم", "اسم الجمعية", "الجمعية"),
    ),
    "external_id": ("id", "code", "codice", "n.", "numero", "номер", "الرقم"),
    "kind": ("type", "tipo", "tipologia", "forma", "тип", "النوع"),
    "founded_year": (
        *(
            "founded",
            "year",
            "anno",
            "année",
            "año",
            "anno di fondazione",
            "fondata nel",
            "année de création",
        ),
        *("año de fundación", "рік", "рік заснування", "سنة التأسيس", "السنة"),
    ),
    "sectors": ("sector", "settore", "secteur", "settori", "secteurs", "sectores", "сектори", "المجالات"),
    "languages": ("language", "lingue", "lingua", "langues", "idiomas", "мови", "мова", "اللغات", "اللغة"),
    "communities": ("community", "comunità", "communauté", "comunidad", "громада", "الجالية"),
    "source_url": ("source address",),
    "members_count": ("soci", "iscritti", "number of members", "membres", "socios"),
    "services": ("servizi", "services", "servicios", "послуги", "الخدمات"),
}
FURTHER_ALIASES: Aliases = {
    "other_names": (
        *("other name", "name in own script", "altri nomi", "altro nome", "autre nom", "otro nombre"),
        *("інша назва", "اسم آخر", "أسماء أخرى"),
    ),
    "acronym": ("sigla", "sigle", "acrónimo", "абревіатура", "الاختصار"),
    "country_of_origin": (
        *("origin", "origin country", "country of origin", "paese di origine", "paese d'origine", "origine"),
        *("nazionalità", "nationality", "pays d'origine", "nationalité", "país de origen", "nacionalidad"),
        *("країна походження", "البلد الأصلي", "بلد الأصل"),
    ),
    "country_of_residence": ("country", "paese", "pays", "país", "країна", "البلد", "stato", "nazione"),
    "active_in": ("destination", "paesi di attività", "pays d'activité", "países de actividad"),
    "town": (
        *("city", "town", "città", "comune", "ville", "ciudad", "localidad", "sede", "місто", "المدينة"),
        "municipality",
    ),
    "website": (
        *(
            "web",
            "url",
            "sito",
            "sito web",
            "sito internet",
            "site",
            "site web",
            "site internet",
            "página web",
        ),
        *("web site", "сайт", "вебсайт", "موقع الويب", "الموقع"),
    ),
    "email": ("e-mail", "mail", "posta elettronica", "courriel", "correo", "correo electrónico", "البريد"),
    "phone": (
        *("tel", "telefono", "telephone", "téléphone", "teléfono", "cellulare", "mobile", "phone number"),
        *("телефон", "الهاتف", "هاتف"),
    ),
    "facebook": ("fb", "pagina facebook", "facebook page"),
    "contact_person": (
        *("contact", "contact person", "referente", "persona di contatto", "responsabile", "presidente"),
        *("contact référent", "persona de contacto", "контактна особа", "جهة الاتصال"),
    ),
    "note": ("activity", "activities", "note", "notes of activities", "attività", "activité", "actividad"),
}
